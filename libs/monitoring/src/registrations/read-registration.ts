import {
  AppError,
  isStale,
  lookupDays,
  newRegistration,
  notFound,
  refreshAllowedAt,
  type Registration,
  registrationDaysLeft,
  type RegistrationDetails,
  type RegistrationRecord,
  type RegistrationSummary,
} from '@app/domain';
import type { Ports } from '../ports/index.ts';
import { registryLoadOf } from './registry-load.ts';

export type ReadRegistrationPorts = Pick<Ports, 'registrations' | 'targets' | 'domainOf' | 'now'>;

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

/** All that is known of the registration of a domain. Throws not-found for one that was never watched. */
export async function getRegistration(
  ports: ReadRegistrationPorts,
  name: string,
): Promise<RegistrationDetails> {
  const record = await ports.registrations.get(name);
  if (!record) throw notWatched(name);
  return await detailsOf(ports, name, record);
}

/** The registration of the domain that a target is on, or why there is none. Throws not-found. */
export async function getRegistrationOfTarget(
  ports: ReadRegistrationPorts,
  targetId: string,
): Promise<RegistrationDetails> {
  const target = await ports.targets.get(targetId);
  if (!target) throw notFound('target');
  const { domain, url } = target;
  if (domain !== null) {
    return await detailsOf(ports, domain, await ports.registrations.get(domain));
  }
  const found = ports.domainOf(url);
  const note = found.kind === 'none' ? found.message : null;
  return {
    ...toDetails(newRegistration(''), null, ports.now()),
    name: null,
    note,
    lookupEveryDays: 1,
    targets: 0,
  };
}

export const notWatched = (name: string): AppError =>
  new AppError('not-found', `No target is on ${name}. Add one to watch the domain.`);

async function detailsOf(
  ports: ReadRegistrationPorts,
  name: string,
  record: RegistrationRecord | null,
): Promise<RegistrationDetails> {
  const counts = await ports.targets.countOnDomains([name]);
  const registration = record?.registration ?? newRegistration(name);
  const lookupEveryDays = lookupDays(await registryLoadOf(ports, registration));
  const details = toDetails(registration, record, ports.now());
  return { ...details, lookupEveryDays, targets: counts.get(name) ?? 0 };
}

function toDetails(
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
    failure: registration.failure,
    failingSince: registration.failingSince,
    doubtedDate: registration.doubt?.expiresAt ?? null,
    replies: registration.replies,
    changes: record?.changes ?? [],
    nextLookupAt: dueAt,
    isPutOff: dueAt !== null && dueAt.getTime() === registration.retryAt?.getTime(),
    refreshAllowedAt: dueAt && refreshAllowedAt(record?.refreshedAt ?? null, now),
  };
}
