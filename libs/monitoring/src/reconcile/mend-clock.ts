import { nextSlot, type StatusState } from '@app/domain';
import { silentAfter, STOPPED_SCHEDULE } from '../checks/schedule-after.ts';
import type { Ports, TargetChange } from '../ports.ts';
import type { CertificateWatch, Schedule, TargetRecord } from '../records.ts';

/**
 * Clocks of machines differ a little. What is dated further ahead than this was written before the clock was
 * set back.
 */
const AHEAD_MS = 60_000;
/** Time for the ring of an urgent check, and after everything that was clipped to now. */
const SOON_MS = 1_000;

/** The latest instant that can be true at `now`, whichever machine wrote it. */
export const latestCredible = (now: Date): Date => new Date(now.getTime() + AHEAD_MS);

/**
 * Brings targets back that were written before the clock was set back: their next slots, leases and newest
 * results lie in the future, so nothing would be checked until the clock is there again. Answers how many.
 */
export async function mendClock(
  ports: Pick<Ports, 'targets' | 'log'>,
  now: Date,
  limit: number,
): Promise<number> {
  let mended = 0;
  for (let found = limit, before = -1; found === limit && mended > before;) {
    before = mended;
    const ids = await ports.targets.changedSince(latestCredible(now), limit);
    for (const target of await ports.targets.getMany(ids)) {
      if (await ports.targets.change(target.id, target.version, setBack(target, now))) mended++;
    }
    found = ids.length;
  }
  if (mended > 0) {
    ports.log.warn(
      { targets: mended },
      'targets were dated in the future and are scheduled anew: the clock was set back, or clocks of machines differ by more than a minute',
    );
  }
  return mended;
}

function setBack(target: TargetRecord, now: Date): TargetChange {
  const { state, schedule, certificate } = target;
  return {
    state: stateUpTo(state, now),
    schedule: schedule.dueAt ? scheduleFrom(target, now) : STOPPED_SCHEDULE,
    certificate: certificate && certificateFrom(certificate, now),
  };
}

function scheduleFrom(target: TargetRecord, now: Date): Schedule {
  const { id, intervalSeconds, schedule } = target;
  const soon = new Date(now.getTime() + SOON_MS);
  const { urgent } = schedule;
  return {
    dueAt: nextSlot(id, intervalSeconds, now),
    urgent: urgent && { ...urgent, slot: earlier(urgent.slot, soon) },
    lease: null,
    silentAt: silentAfter(target, now),
  };
}

/** A reading too many is better than none for as long as the clock was ahead. */
const certificateFrom = (watch: CertificateWatch, now: Date): CertificateWatch => ({
  ...watch,
  dueAt: watch.dueAt && earlier(watch.dueAt, now),
  lease: null,
});

function stateUpTo(state: StatusState, now: Date): StatusState {
  const { lastSlot, lastConclusiveSlot, lastFailureSlot, firstFailureAt, outage } = state;
  const { lastConclusiveEnd, firstSlowAt } = state;
  return {
    ...state,
    statusSince: earlier(state.statusSince, now),
    lastSlot: lastSlot && earlier(lastSlot, now),
    lastConclusiveSlot: lastConclusiveSlot && earlier(lastConclusiveSlot, now),
    ...(lastConclusiveEnd ? { lastConclusiveEnd: earlier(lastConclusiveEnd, now) } : {}),
    ...(firstSlowAt ? { firstSlowAt: earlier(firstSlowAt, now) } : {}),
    lastFailureSlot: lastFailureSlot && earlier(lastFailureSlot, now),
    firstFailureAt: firstFailureAt && earlier(firstFailureAt, now),
    outage: outage && {
      ...outage,
      since: earlier(outage.since, now),
      openedAt: earlier(outage.openedAt, now),
    },
  };
}

const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
