import { nextSlot } from '../check/slots.ts';
import type { Schedule, TargetRecord, UrgentCheck, UrgentOfTarget } from './record.ts';
import { MIN_FAILURE_DISTANCE_MS, SILENT_INTERVALS } from './status/machine.ts';
import type { StatusState } from './status/state.ts';

type Scheduled = Pick<TargetRecord, 'id' | 'intervalSeconds'>;

/** When a target becomes `unknown` if nothing comes: counted from the end of its newest check, or from now. */
export const staleAfter = (target: Scheduled, from: Date): Date =>
  new Date(from.getTime() + SILENT_INTERVALS * target.intervalSeconds * 1_000);

/** Schedule of a target that is to be checked at once and from then on in its slots. */
export const startedSchedule = (target: Scheduled, now: Date): Schedule => ({
  dueAt: nextSlot(target.id, target.intervalSeconds, now),
  urgent: { slot: now, origin: 'scheduled' },
  lease: null,
  silentAt: staleAfter(target, now),
});

/** Whether a worker holds the target: its check is running, or waits for its turn. */
export const isUnderWay = ({ lease }: Pick<Schedule, 'lease'>, now: Date): boolean =>
  lease !== null && lease.until > now;

/**
 * Schedule of a target after its interval was changed. A check that is under way would plan by the old one, and the
 * next slot may no longer confirm a failure soon, so either is checked at once.
 */
export function replannedSchedule(
  target: Scheduled & Pick<TargetRecord, 'schedule' | 'state'>,
  now: Date,
): Schedule {
  const { schedule, state } = target;
  const fresh = startedSchedule(target, now);
  const isSuspected = state.failures > 0 && state.outage === null && schedule.urgent === null;
  return isSuspected || isUnderWay(schedule, now) ? fresh : { ...fresh, urgent: schedule.urgent };
}

/** The urgent check of a target, if it has one, as the queue is told of it. */
export const urgentOf = ({
  id,
  schedule,
}: Pick<TargetRecord, 'id' | 'schedule'>): UrgentOfTarget[] =>
  schedule.urgent ? [{ targetId: id, ...schedule.urgent }] : [];

/**
 * When a worker may make an urgent check: at its slot, or later where a worker of another region comes first.
 *
 * @param region where the worker stands; null where its settings do not say
 */
export const mayBegin = (
  { slot, reserved }: Pick<UrgentCheck, 'slot' | 'reserved'>,
  region: string | null,
): Date => (reserved && reserved.region !== region ? later(slot, reserved.until) : slot);

/** Schedule of a paused or removed target: nothing is due. */
export const STOPPED_SCHEDULE: Schedule = {
  dueAt: null,
  urgent: null,
  lease: null,
  silentAt: null,
};

/**
 * Schedule after a check. Slots that passed meanwhile are skipped, never replayed in a burst. A verdict
 * that needs a confirmation sets it, unless the next scheduled check comes as soon. Whatever urgent check was
 * waiting is answered by this one. A target that asks to be left alone
 * (`retryAfterMs`) is, but never for longer than an interval: no answer can stop the checks.
 */
export function scheduleAfter(
  target: Scheduled & Pick<TargetRecord, 'schedule'>,
  state: StatusState,
  done: {
    slot: Date;
    confirmAt: Date | null;
    confirmIn?: UrgentCheck['reserved'] | undefined;
    now: Date;
    retryAfterMs?: number | undefined;
  },
): Schedule {
  const { dueAt } = target.schedule;
  const isUsed = dueAt === null || dueAt <= done.slot;
  const after = new Date(
    Math.max(done.slot.getTime(), done.now.getTime() - target.intervalSeconds * 1_000),
  );
  const planned = isUsed ? nextSlot(target.id, target.intervalSeconds, after) : dueAt;
  const polite = politeSlot(target, done);
  const next = polite ? later(planned, polite) : planned;
  const free = new Date(done.now.getTime() + (done.retryAfterMs ?? 0));
  const confirmAt = done.confirmAt && later(done.confirmAt, free);
  const isCovered = confirmAt && next <= confirmAt && (polite ?? isFarEnough(state, next));
  const confirmation: UrgentCheck | null =
    confirmAt && !isCovered
      ? {
          slot: confirmAt,
          origin: 'confirmation',
          ...(done.confirmIn && { reserved: done.confirmIn }),
        }
      : null;
  return {
    dueAt: next,
    urgent: confirmation,
    lease: null,
    silentAt: staleAfter(target, done.now),
  };
}

/** Whether a failure in a slot would count as another one. */
const isFarEnough = ({ lastFailureSlot }: StatusState, slot: Date): boolean =>
  lastFailureSlot !== null && slot.getTime() - lastFailureSlot.getTime() >= MIN_FAILURE_DISTANCE_MS;

/**
 * The first slot that a target which asked to be left alone may be checked at; null when it did not ask. One that asks
 * for more than an interval is checked an interval later all the same.
 */
function politeSlot(
  target: Scheduled,
  { slot, now, retryAfterMs }: { slot: Date; now: Date; retryAfterMs?: number | undefined },
): Date | null {
  if (retryAfterMs === undefined) return null;
  const { id, intervalSeconds } = target;
  const intervalMs = intervalSeconds * 1_000;
  const free =
    retryAfterMs > intervalMs ? slot.getTime() + intervalMs : now.getTime() + retryAfterMs;
  return nextSlot(id, intervalSeconds, new Date(free - 1));
}

const later = (a: Date, b: Date): Date => (a > b ? a : b);

/**
 * The slot that a claimed check stands for. One that is more than an interval late (no worker ran) is
 * skipped in favour of the newest slot that has passed, so that its result is not booked to the past. One that a clock
 * which is behind has set before the newest result stands for the present, or its result would be dropped.
 */
export function slotToJudge(
  target: Scheduled & { state: Pick<StatusState, 'lastSlot'> },
  claimed: Date,
  now: Date,
): Date {
  const intervalMs = target.intervalSeconds * 1_000;
  const isLate = now.getTime() - claimed.getTime() > intervalMs;
  const slot = isLate
    ? nextSlot(target.id, target.intervalSeconds, new Date(now.getTime() - intervalMs))
    : claimed;
  const { lastSlot } = target.state;
  return lastSlot && slot <= lastSlot && lastSlot < now ? now : slot;
}
