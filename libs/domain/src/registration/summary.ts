import { viewRegistrationFailure } from '../text/registration-failure.ts';
import type { RegistrationDetails, RegistrationSummary } from './details.ts';
import { isStale, registrationDaysLeft } from './judge.ts';
import { refreshAllowedAt } from './next-lookup.ts';
import type { RegistrationRecord } from './record.ts';
import type { Registration } from './state.ts';

/** What the list says of the registration of a target; `domain` is null for hosts that have none. */
export function registrationSummary(
  domain: string | null,
  registration: Registration | null,
  now: Date,
): RegistrationSummary {
  return {
    name: domain,
    expiresAt: registration?.expiresAt ?? null,
    daysLeft: registration && registrationDaysLeft(registration, now),
    source: registration?.source ?? null,
    outcome: domain === null ? 'not-applicable' : (registration?.outcome ?? null),
    standing: registration?.standing ?? null,
    checkedAt: registration?.lookedUpAt ?? null,
  };
}

export function toDetails(
  registration: Registration,
  record: RegistrationRecord | null,
  now: Date,
): Omit<RegistrationDetails, 'targets' | 'lookupEveryDays'> {
  const dueAt = record?.dueAt ?? null;
  return {
    name: registration.domain,
    note: null,
    outcome: registration.outcome,
    standing: registration.standing,
    expiresAt: registration.expiresAt,
    precision: registration.precision,
    dateOf: registration.dateOf,
    registrarExpiresAt: registration.registrarExpiresAt,
    autoRenewedTo: registration.autoRenewedTo,
    daysLeft: registrationDaysLeft(registration, now),
    source: registration.source,
    server: registration.server,
    confirmedAt: registration.confirmedAt,
    isStale: isStale(registration, now),
    checkedAt: registration.lookedUpAt,
    registrar: registration.registrar,
    statuses: registration.statuses,
    statusesAt: registration.statusesAt,
    nameServers: registration.nameServers,
    failure: registration.failure && viewRegistrationFailure(registration.failure),
    failingSince: registration.failingSince,
    doubtedDate: registration.doubt?.expiresAt ?? null,
    replies: registration.replies,
    changes: record?.changes ?? [],
    nextLookupAt: dueAt,
    isPutOff: dueAt !== null && dueAt.getTime() === registration.retryAt?.getTime(),
    refreshAllowedAt: dueAt && refreshAllowedAt(record?.refreshedAt ?? null, now),
  };
}
