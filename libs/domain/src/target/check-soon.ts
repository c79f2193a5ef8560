import type { TargetChange } from './change.ts';
import type { Schedule, TargetRecord } from './record.ts';
import { isUnderWay } from './schedule-after.ts';
import { soonWatches } from './watches.ts';

/**
 * What the wish for a check at once makes of a target. A check that is under way, or that waits for its turn already,
 * answers it, too.
 */
export const checkedSoon = (target: TargetRecord, now: Date): TargetChange => ({
  ...soonest(target.schedule, now),
  ...soonWatches(target, now),
});

function soonest(schedule: Schedule, now: Date): { schedule?: Schedule } {
  const { urgent } = schedule;
  const isAwaited = urgent !== null && urgent.origin !== 'confirmation' && urgent.slot <= now;
  if (isUnderWay(schedule, now) || isAwaited) return {};
  return { schedule: { ...schedule, urgent: { slot: now, origin: 'manual' }, lease: null } };
}
