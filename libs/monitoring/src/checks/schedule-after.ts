import { nextSlot, SILENT_INTERVALS, type StatusState } from '@app/domain';
import type { Schedule, TargetRecord } from '../records.ts';

type Scheduled = Pick<TargetRecord, 'id' | 'intervalSeconds'>;

/** When a target becomes `unknown` if nothing comes: counted from its newest result, or from now. */
export const silentAfter = (target: Scheduled, from: Date): Date =>
  new Date(from.getTime() + SILENT_INTERVALS * target.intervalSeconds * 1_000);

/** Schedule of a target that is to be checked at once and from then on in its slots. */
export const startedSchedule = (target: Scheduled, now: Date): Schedule => ({
  dueAt: nextSlot(target.id, target.intervalSeconds, now),
  urgent: { slot: now, origin: 'scheduled' },
  lease: null,
  silentAt: silentAfter(target, now),
});

/** Schedule of a paused or removed target: nothing is due. */
export const STOPPED_SCHEDULE: Schedule = {
  dueAt: null,
  urgent: null,
  lease: null,
  silentAt: null,
};

/**
 * Schedule after a check. Slots that passed meanwhile are skipped, never replayed in a burst. A verdict
 * that needs a confirmation sets it; one that does not drops a confirmation that was waiting.
 */
export function scheduleAfter(
  target: TargetRecord,
  state: StatusState,
  done: { slot: Date; confirmAt: Date | null; now: Date },
): Schedule {
  const { dueAt, urgent } = target.schedule;
  const isUsed = dueAt === null || dueAt <= done.slot;
  const after = new Date(
    Math.max(done.slot.getTime(), done.now.getTime() - target.intervalSeconds * 1_000),
  );
  const isManualWaiting = urgent?.origin === 'manual' && urgent.slot > done.slot;
  const confirmation = done.confirmAt
    ? ({ slot: later(done.confirmAt, done.now), origin: 'confirmation' } as const)
    : null;
  return {
    dueAt: isUsed ? nextSlot(target.id, target.intervalSeconds, after) : dueAt,
    urgent: isManualWaiting ? urgent : confirmation,
    lease: null,
    silentAt: silentAfter(target, state.lastSlot ?? done.now),
  };
}

const later = (a: Date, b: Date): Date => (a > b ? a : b);

/**
 * The slot that a claimed check stands for. One that is more than an interval late (no worker ran) is
 * skipped in favour of the newest slot that has passed, so that its result is not booked to the past.
 */
export function slotToJudge(target: Scheduled, claimed: Date, now: Date): Date {
  const intervalMs = target.intervalSeconds * 1_000;
  if (now.getTime() - claimed.getTime() <= intervalMs) return claimed;
  return nextSlot(target.id, target.intervalSeconds, new Date(now.getTime() - intervalMs));
}
