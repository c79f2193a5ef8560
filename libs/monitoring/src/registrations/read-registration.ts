import {
  AppError,
  newRegistration,
  notFound,
  type RegistrationDetails,
  type RegistrationRecord,
} from '@app/domain';
import { lookupDays, toDetails } from '@app/domain/registration';
import type { Context } from '../context.ts';
import { registryLoadOf } from '../outbox/registry-load.ts';
import type { Ports } from '../ports/index.ts';

export type ReadRegistrationPorts = Pick<Ports, 'registrations' | 'targets' | 'domainOf' | 'now'>;

/** All that is known of the registration of a domain. Throws not-found for one that was never watched. */
export async function getRegistration(
  { ports }: Context<ReadRegistrationPorts>,
  name: string,
): Promise<RegistrationDetails> {
  const record = await ports.registrations.get(name);
  if (!record) throw notWatched(name);
  return await detailsOf(ports, name, record);
}

/** The registration of the domain that a target is on, or why there is none. Throws not-found. */
export async function getRegistrationOfTarget(
  { ports }: Context<ReadRegistrationPorts>,
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
