import type { Trouble } from '../alert/system-trouble.ts';
import { BLIND_WORDS, type BlindReason } from '../target/status/blindness.ts';
import { formatDuration } from '../text/format/duration.ts';
import type { BlindnessSettings } from './settings.ts';

/** How many targets cannot be seen by faults of ours for as long as the settings say, and of how many. */
export interface BlindFigures {
  byReason: ReadonlyMap<BlindReason, number>;
  /** Targets that are checked. */
  checked: number;
}

const sumOf = ({ byReason }: BlindFigures): number =>
  [...byReason.values()].reduce((sum, count) => sum + count, 0);

/** Whether so many targets cannot be seen that people must know. */
export function isBlind(figures: BlindFigures, settings: BlindnessSettings): boolean {
  const blind = sumOf(figures);
  return blind >= settings.atLeast && blind >= settings.share * figures.checked;
}

/** The number of targets that cannot be seen, in words: `34 of 100 targets`. */
export const blindShare = (figures: BlindFigures): string =>
  `${sumOf(figures)} of ${figures.checked} targets`;

/** The trouble that a large part of the targets cannot be seen, and why. */
export function blindTrouble(figures: BlindFigures, { afterSeconds }: BlindnessSettings): Trouble {
  const reasons = [...figures.byReason].toSorted(([, a], [, b]) => b - a);
  const isOne = reasons.length === 1;
  const why = reasons.map(([reason, count]) => BLIND_WORDS[reason] + (isOne ? '' : ` (${count})`));
  return {
    code: 'blind',
    key: 'blind',
    severity: 'critical',
    hasLasted: true,
    reason: `${blindShare(figures)} have not been seen for ${formatDuration(afterSeconds * 1_000)} or longer, so an outage of them would not be noticed: ${why.join('; ')}.`,
  };
}
