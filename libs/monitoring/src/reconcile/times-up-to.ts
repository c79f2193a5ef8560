import {
  type CertificateWatch,
  type Gap,
  nextSlot,
  type Registration,
  type RegistrationChanges,
  type RegistrationRecord,
  repairHours,
  type Schedule,
  type StatusState,
  type TargetChange,
  type TargetRecord,
} from '@app/domain';
import { staleAfter, STOPPED_SCHEDULE } from '../checks/schedule-after.ts';

/** Time for the ring of an urgent check, and after everything that was clipped to now. */
const SOON_MS = 1_000;

/** What has to be written so that nothing of a target is dated after `now` that only the past can hold. */
export const targetUpTo = (target: TargetRecord, now: Date): TargetChange => ({
  state: stateUpTo(target.state, now),
  schedule: target.schedule.dueAt ? scheduleFrom(target, now) : STOPPED_SCHEDULE,
  certificate: target.certificate && certificateUpTo(target.certificate, now),
  lastCheck: target.lastCheck && { ...target.lastCheck, at: earlier(target.lastCheck.at, now) },
  pausedAt: upTo(target.pausedAt, now),
  ...(target.blind ? { blind: { ...target.blind, since: earlier(target.blind.since, now) } } : {}),
  repair: {
    hours: repairHours(target.hours, now),
    gaps: gapsUpTo(target.gaps, now),
    createdAt: earlier(target.createdAt, now),
  },
});

/** The same for the registration of a domain, which is looked up at once. */
export const registrationUpTo = (
  { registration, dueAt, changes, refreshedAt }: RegistrationRecord,
  now: Date,
): RegistrationChanges => ({
  registration: beliefUpTo(registration, now),
  dueAt: upTo(dueAt, now),
  lease: null,
  refreshedAt: upTo(refreshedAt, now),
  changes: changes.map((change) => ({ ...change, at: earlier(change.at, now) })),
  updatedAt: now,
});

function scheduleFrom(target: TargetRecord, now: Date): Schedule {
  const { id, intervalSeconds, schedule } = target;
  const soon = new Date(now.getTime() + SOON_MS);
  const { urgent } = schedule;
  return {
    dueAt: nextSlot(id, intervalSeconds, now),
    urgent: urgent && { ...urgent, slot: earlier(urgent.slot, soon) },
    lease: null,
    silentAt: staleAfter(target, now),
  };
}

/** A reading too many is better than none for as long as the clock was ahead. */
const certificateUpTo = (watch: CertificateWatch, now: Date): CertificateWatch => ({
  ...watch,
  dueAt: upTo(watch.dueAt, now),
  lease: null,
  reading: watch.reading && { ...watch.reading, at: earlier(watch.reading.at, now) },
  changes: watch.changes.map((change) => ({ ...change, at: earlier(change.at, now) })),
  trouble: watch.trouble && {
    ...watch.trouble,
    since: earlier(watch.trouble.since, now),
    at: earlier(watch.trouble.at, now),
  },
});

function stateUpTo(state: StatusState, now: Date): StatusState {
  const { lastConclusiveEnd, firstSlowAt, outage } = state;
  return {
    ...state,
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

const beliefUpTo = (known: Registration, now: Date): Registration => ({
  ...known,
  confirmedAt: upTo(known.confirmedAt, now),
  answeredAt: upTo(known.answeredAt, now),
  lookedUpAt: upTo(known.lookedUpAt, now),
  failingSince: upTo(known.failingSince, now),
  absence: known.absence && {
    since: earlier(known.absence.since, now),
    confirmedAt: upTo(known.absence.confirmedAt, now),
  },
  doubt: known.doubt && { ...known.doubt, since: earlier(known.doubt.since, now) },
});

const upTo = (at: Date | null, now: Date): Date | null => at && earlier(at, now);

const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
