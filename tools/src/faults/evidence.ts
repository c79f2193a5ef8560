import type { Check } from '@app/domain';

/** Slots of one target that were judged more than once. A check on its way to the archive is in two places. */
export function slotsJudgedTwice(checks: readonly Check[]): number {
  const judged = new Set(checks.map(({ slot, at }) => `${slot.getTime()}@${at.getTime()}`));
  return judged.size - new Set(checks.map(({ slot }) => slot.getTime())).size;
}

/** Milliseconds as people read them: `12.3 s`. */
export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

/** What was measured, beside what is permitted: `12.3 s (at most 15.0 s)`. */
export const against = (ms: number, mostMs: number): string =>
  `${seconds(ms)} (at most ${seconds(mostMs)})`;
