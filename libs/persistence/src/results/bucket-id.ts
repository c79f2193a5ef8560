import { hourOf } from '@app/domain';

const HOUR_MS = 3_600_000;
/** Digits of an hour number; enough until the year 3110. */
const HOUR_DIGITS = 7;

/**
 * Id of the bucket of a target and hour: the target, then the hour counted from 1970. Ids of one target
 * sort by time, so that ranges of results are ranges of ids.
 */
export const bucketId = (targetId: string, at: Date): string =>
  `${targetId}:${String(hourOf(at).getTime() / HOUR_MS).padStart(HOUR_DIGITS, '0')}`;

/** Ids of all buckets of a target lie between these two (exclusive): `;` follows `:` in ASCII. */
export const bucketIdBounds = (targetId: string): { $gt: string; $lt: string } => ({
  $gt: `${targetId}:`,
  $lt: `${targetId};`,
});
