import { type CheckError, checkErrorAlert } from '../outbox/check-error-alert.ts';
import type { RecordAnswer } from '../records/schema.ts';
import { judgeRecords, type WatchingTarget } from '../records/watch.ts';
import type { WarnedTarget } from './warned-target.ts';
import type { RegistrationChanges } from './change.ts';
import { type RegistrationChange, registrationChanges } from './changes.ts';
import type { RegistryLoad } from './lookup-interval.ts';
import { mergeRegistration } from './merge.ts';
import { nextLookupAt } from './next-lookup.ts';
import type { RegistrationEvent } from './details.ts';
import type { RegistrationRecord } from './record.ts';
import type { RegistrationAnswer } from './schema.ts';
import type { Registration } from './state.ts';
import { statusEntries } from './status-entries.ts';
import { warnOfEnd } from './warn-of-end.ts';

/** Changes of a registration that are kept: years of them. */
const MAX_CHANGES = 20;
/** Those of records among them: they must not push the others out. */
const MAX_RECORD_CHANGES = 10;
const MINUTE_MS = 60_000;
const TURN_RETRY_MS = 5_000;
/** After a fault of ours a domain is looked up again sooner. */
const OWN_FAULT_RETRY_MS = 60 * MINUTE_MS;

/** A lookup that has ended; `answer` is null when a fault of ours left it without one. */
export interface Lookup {
  answer: RegistrationAnswer | null;
  /** What the DNS answered; none where it did not. */
  records: readonly RecordAnswer[];
  targets: readonly (WarnedTarget & WatchingTarget)[];
  /** The domains that share its server. */
  crowd: RegistryLoad;
  now: Date;
}

/**
 * Turns a lookup into the one write that records it: what is believed now, the next lookup, and the intents for
 * whatever has to follow. Time goes on also without an answer, so warnings are judged in any case. Pure but for the
 * ids it makes.
 */
export function judgeRegistration(
  { newId }: { newId: () => string },
  record: RegistrationRecord,
  { answer, records: answers, targets, crowd, now }: Lookup,
): RegistrationChanges {
  const registration = answer
    ? mergeRegistration(record.registration, answer, now)
    : record.registration;
  const { domain } = registration;
  const changes = registrationChanges(record.registration, registration);
  const seen = judgeRecords({ newId, now }, record.records ?? [], {
    domain,
    targets,
    answers,
    nameServers: nameServersIn(changes),
  });
  const events = [...changes, ...seen.changes].map((change) => ({ at: now, ...change }));
  const known: RegistrationChanges = {
    registration,
    lease: null,
    changes: keptChanges([...events, ...record.changes]),
  };
  if (targets.length === 0) return { ...known, dueAt: null };
  const warned = warnOfEnd({ newId, now }, { registration, warning: record.warning }, targets);
  const trouble = wasAsked(answer)
    ? checkErrorAlert({ newId, now }, record.troubleAlertId, troubleOf(registration))
    : { alertId: record.troubleAlertId, intents: [] };
  const judged = { registration, troubleAlertId: trouble.alertId };
  return {
    ...known,
    ...(record.records || seen.records.length > 0 ? { records: seen.records } : {}),
    dueAt: answer
      ? dueAfter(registration, crowd, now)
      : new Date(now.getTime() + OWN_FAULT_RETRY_MS),
    warning: warned.warning,
    troubleAlertId: trouble.alertId,
    intents: [
      ...statusEntries({ newId, now }, judged, targets),
      ...warned.intents,
      ...trouble.intents,
      ...seen.intents,
    ],
  };
}

function nameServersIn(changes: readonly RegistrationChange[]) {
  for (const change of changes) if (change.kind === 'name-servers') return change;
  return undefined;
}

function keptChanges(changes: readonly RegistrationEvent[]): RegistrationEvent[] {
  const ofRecords = changes.filter(({ kind }) => kind === 'records').slice(0, MAX_RECORD_CHANGES);
  return changes
    .filter((change) => change.kind !== 'records' || ofRecords.includes(change))
    .slice(0, MAX_CHANGES);
}

/** Our own pace is no answer: nothing has worked, and nothing has failed. */
const wasAsked = (answer: RegistrationAnswer | null): boolean =>
  answer !== null && !('failure' in answer && answer.failure.class === 'throttled');

const troubleOf = ({ failingSince, failure }: Registration): CheckError | null =>
  failingSince && {
    since: failingSince,
    cause: { is: 'check-error', of: 'registration', failure },
  };

/**
 * At least a minute later, so that a lookup which is put off without a time is no endless loop; one that waits for its
 * turn comes back for it.
 */
function dueAfter(registration: Registration, crowd: RegistryLoad, now: Date): Date {
  const next = nextLookupAt(registration, now, crowd).getTime();
  const isTurn = next === registration.retryAt?.getTime();
  return new Date(Math.max(next, now.getTime() + (isTurn ? TURN_RETRY_MS : MINUTE_MS)));
}
