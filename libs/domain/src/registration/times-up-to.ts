import { upTo, earlier } from '../common/up-to.ts';
import type { RegistrationChanges } from './change.ts';
import type { RegistrationRecord } from './record.ts';
import type { Registration } from './state.ts';

/** The same for the registration of a domain, which is looked up at once. */
export const registrationUpTo = (
  { registration, dueAt, changes, records, refreshedAt }: RegistrationRecord,
  now: Date,
): RegistrationChanges => ({
  registration: beliefUpTo(registration, now),
  dueAt: upTo(dueAt, now),
  lease: null,
  refreshedAt: upTo(refreshedAt, now),
  changes: changes.map((change) => ({ ...change, at: earlier(change.at, now) })),
  ...(records && { records: records.map((one) => ({ ...one, at: earlier(one.at, now) })) }),
  updatedAt: now,
});

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
