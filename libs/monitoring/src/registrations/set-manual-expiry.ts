import {
  AppError,
  formatDay,
  type Registration,
  type RegistrationDetails,
  type SetManualExpiry,
} from '@app/domain';
import { typeInExpiry, warnOfEnd, statusEntries } from '@app/domain/registration';
import type { Context } from '../context.ts';
import type { AlertPorts } from '../outbox/apply-alert-entry.ts';
import { changeRegistration, followUp } from '../outbox/change-registration.ts';
import { getRegistration, notWatched, type ReadRegistrationPorts } from './read-registration.ts';

const DAY_MS = 86_400_000;
/** Registrations run for ten years at most; a few registries sell a hundred. */
const LONGEST_MS = 101 * 366 * DAY_MS;
/** A domain that ended longer ago is nobody's any more. */
const OLDEST_MS = 366 * DAY_MS;

/**
 * Takes a date that a person typed in, or takes it back, and tells at once what follows from it. Throws not-found,
 * invalid for a date that no registration can have, and precondition where a registry's own date counts.
 */
export async function setManualExpiry(
  context: Context<ReadRegistrationPorts & AlertPorts>,
  { name, expiresAt }: SetManualExpiry,
): Promise<RegistrationDetails> {
  const { ports } = context;
  const now = ports.now();
  refuseImplausible(expiresAt, now);
  const changed = await changeRegistration(ports, name, (record, targets) => {
    const registration = typeInExpiry(record.registration, expiresAt, now);
    if (registration === record.registration) throw registryCounts(registration);
    if (record.dueAt === null) return { registration };
    const deps = { newId: ports.newId, now };
    const warned = warnOfEnd(deps, { ...record, registration }, targets);
    const shown = statusEntries(deps, { ...record, registration }, targets);
    return { registration, ...warned, intents: [...shown, ...warned.intents] };
  });
  if (!changed) throw notWatched(name);
  await followUp(ports, changed);
  return await getRegistration(context, name);
}

function refuseImplausible(expiresAt: Date | null, now: Date): void {
  if (!expiresAt) return;
  const distance = expiresAt.getTime() - now.getTime();
  if (distance >= -OLDEST_MS && distance <= LONGEST_MS) return;
  throw new AppError(
    'invalid',
    `No registration ends on ${formatDay(expiresAt)}. Write the day on which it is to be renewed.`,
    { field: 'expiresAt' },
  );
}

const registryCounts = ({ expiresAt }: Registration): AppError =>
  new AppError(
    'precondition',
    `The registry itself states ${expiresAt ? formatDay(expiresAt) : 'a date'}, and that counts.`,
  );
