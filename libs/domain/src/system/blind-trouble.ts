import type { BlindShare, Trouble } from '../alert/system-trouble.ts';
import type { BlindReason } from '../check/blind-reason.ts';
import type { BlindnessSettings } from './settings.ts';

/** How many targets cannot be seen by faults of ours for as long as the settings say, and of how many. */
export interface BlindFigures {
  byReason: ReadonlyMap<BlindReason, number>;
  /** Targets that are checked. */
  checked: number;
}

export const blindShare = ({ byReason, checked }: BlindFigures): BlindShare => ({
  blind: [...byReason.values()].reduce((sum, count) => sum + count, 0),
  checked,
});

/** Whether so many targets cannot be seen that people must know. */
export function isBlind(figures: BlindFigures, settings: BlindnessSettings): boolean {
  const { blind, checked } = blindShare(figures);
  return blind >= settings.atLeast && blind >= settings.share * checked;
}

/** The trouble that a large part of the targets cannot be seen, and why. */
export const blindTrouble = (
  figures: BlindFigures,
  { afterSeconds }: BlindnessSettings,
): Trouble => ({
  key: 'blind',
  severity: 'critical',
  hasLasted: true,
  fact: {
    is: 'blind',
    share: blindShare(figures),
    afterSeconds,
    reasons: [...figures.byReason]
      .map(([why, count]) => ({ why, count }))
      .toSorted((a, b) => b.count - a.count),
  },
});
