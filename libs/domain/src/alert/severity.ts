import { Severity } from './kind.ts';

const RANK = new Map(Severity.options.map((severity, rank) => [severity, rank]));
const rankOf = (severity: Severity): number => RANK.get(severity) ?? 0;

/** Whether one severity is at least as grave as another. */
export const isAtLeast = (severity: Severity, floor: Severity): boolean =>
  rankOf(severity) >= rankOf(floor);

/** The graver one of two severities. */
export const graver = (a: Severity, b: Severity): Severity => (isAtLeast(a, b) ? a : b);
