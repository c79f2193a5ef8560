import { nextSlot } from '../check/slots.ts';
import { upTo, earlier } from '../common/up-to.ts';
import type { Gap } from '../stats/gaps.ts';
import { repairHours } from '../stats/hours.ts';
import type { TargetChange } from './change.ts';
import type { Schedule, TargetRecord } from './record.ts';
import { staleAfter, STOPPED_SCHEDULE } from './schedule-after.ts';
import type { StatusState } from './status/state.ts';
import { watchesUpTo } from './watches.ts';

/** Time for the ring of an urgent check, and after everything that was clipped to now. */
const SOON_MS = 1_000;

/** What has to be written so that nothing of a target is dated after `now` that only the past can hold. */
export const targetUpTo = (target: TargetRecord, now: Date): TargetChange => ({
  state: stateUpTo(target.state, now),
  schedule: target.schedule.dueAt ? scheduleFrom(target, now) : STOPPED_SCHEDULE,
  ...watchesUpTo(target, now),
  lastCheck: target.lastCheck && { ...target.lastCheck, at: earlier(target.lastCheck.at, now) },
  pausedAt: upTo(target.pausedAt, now),
  ...(target.blind ? { blind: { ...target.blind, since: earlier(target.blind.since, now) } } : {}),
  repair: {
    hours: repairHours(target.hours, now),
    gaps: gapsUpTo(target.gaps, now),
    ...(target.pauses ? { pauses: gapsUpTo(target.pauses, now) } : {}),
    createdAt: earlier(target.createdAt, now),
  },
});

function scheduleFrom(target: TargetRecord, now: Date): Schedule {
  const { id, intervalSeconds, schedule } = target;
  const soon = new Date(now.getTime() + SOON_MS);
  const { urgent } = schedule;
  return {
    dueAt: nextSlot(id, intervalSeconds, now),
    urgent: urgent && { slot: earlier(urgent.slot, soon), origin: urgent.origin },
    lease: null,
    silentAt: staleAfter(target, now),
  };
}

function stateUpTo(state: StatusState, now: Date): StatusState {
  const { lastConclusiveEnd, firstSlowAt, outage, secondOpinionBy: _, partly, ...rest } = state;
  return {
    ...rest,
    ...(partly && {
      partly: {
        ...partly,
        since: earlier(partly.since, now),
        seenAt: earlier(partly.seenAt, now),
      },
    }),
    statusSince: earlier(state.statusSince, now),
    lastSlot: upTo(state.lastSlot, now),
    lastConclusiveSlot: upTo(state.lastConclusiveSlot, now),
    ...(lastConclusiveEnd ? { lastConclusiveEnd: earlier(lastConclusiveEnd, now) } : {}),
    ...(firstSlowAt ? { firstSlowAt: earlier(firstSlowAt, now) } : {}),
    lastFailureSlot: upTo(state.lastFailureSlot, now),
    firstFailureAt: upTo(state.firstFailureAt, now),
    outage: outage && {
      ...outage,
      since: earlier(outage.since, now),
      openedAt: earlier(outage.openedAt, now),
    },
  };
}

const gapsUpTo = (gaps: readonly Gap[], now: Date): Gap[] =>
  gaps.map(({ from, to }) => ({ from, to: earlier(to, now) })).filter(({ from, to }) => from < to);
