import { unreachable, type FailedFinding } from './finding.ts';
import type { DateReading } from './dates/read-date.ts';

/** Why the date of an answer cannot be used. */
export const unusableDate = (
  kind: Exclude<DateReading['kind'], 'date' | 'none'>,
  server: string,
): FailedFinding =>
  unreachable(kind === 'unreadable' ? 'format' : kind, { is: 'unusable-date', server, why: kind });
