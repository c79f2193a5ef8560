import type { Status, Target } from '@app/domain';

/**
 * Worst first, as `STATUS_RANK` of the domain has it. Its own list, because a value of the domain
 * would bring all schemas into the first page that is loaded; a test holds the two together.
 */
export const WORST_FIRST: readonly Status[] = [
  'down',
  'unknown',
  'degraded',
  'pending',
  'up',
  'paused',
];

const rank = ({ status }: Target): number => WORST_FIRST.indexOf(status);

/** Worst first; targets of equal status keep their order. */
export const worstFirst = (targets: readonly Target[]): Target[] =>
  [...targets].sort((a, b) => rank(a) - rank(b));

/** True when a target that is not loaded would stand before the last loaded one. */
export function belongsAmong(target: Target, loaded: readonly Target[]): boolean {
  const last = loaded.at(-1);
  return !last || rank(target) < rank(last);
}
