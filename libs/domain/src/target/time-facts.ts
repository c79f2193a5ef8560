import type { DownStretch, Stretch, TimeFacts } from '../stats/timeline.ts';
import { effectiveState } from './effective-state.ts';
import type { TargetRecord } from './record.ts';

type Known = Pick<
  TargetRecord,
  'createdAt' | 'pausedAt' | 'pauses' | 'gaps' | 'state' | 'schedule'
>;

/**
 * What is known of the time of a target up to an instant.
 *
 * @param outages those that alerts tell of; the one that lasts is added while its alert is not stored yet
 */
export function timeFacts(target: Known, outages: readonly DownStretch[], now: Date): TimeFacts {
  const { outage, ...state } = effectiveState(target, now);
  const isUnsure = state.status === 'unknown' || state.status === 'pending';
  const isTold = outage === null || outages.some(({ alertId }) => alertId === outage.alertId);
  return {
    watchedFrom: target.createdAt,
    down: isTold
      ? outages
      : [...outages, { from: outage.since, to: null, alertId: outage.alertId }],
    gaps: [...target.gaps, ...lasting(isUnsure ? state.statusSince : null)],
    paused: [...(target.pauses ?? []), ...lasting(target.pausedAt)],
  };
}

const lasting = (from: Date | null): Stretch[] => (from ? [{ from, to: null }] : []);
