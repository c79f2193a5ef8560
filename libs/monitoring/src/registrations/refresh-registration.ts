import { AppError, formatInstant, refreshAllowedAt, type RegistrationDetails } from '@app/domain';
import type { Context } from '../context.ts';
import { changeRegistration } from '../outbox/change-registration.ts';
import type { Ports } from '../ports/index.ts';
import { getRegistration, notWatched, type ReadRegistrationPorts } from './read-registration.ts';

/**
 * Asks for a lookup out of turn. Throws not-found, precondition while no target on the domain is checked, and limit
 * within an hour of the last one that somebody asked for or while the registry wants no questions.
 */
export async function refreshRegistration(
  context: Context<ReadRegistrationPorts & Pick<Ports, 'changes'>>,
  name: string,
): Promise<RegistrationDetails> {
  const { ports } = context;
  const changed = await changeRegistration(ports, name, (record) => {
    const now = ports.now();
    if (record.dueAt === null) throw nobodyChecks(name);
    refuseBefore(refreshAllowedAt(record.refreshedAt, now), now, HOURLY);
    refuseBefore(record.registration.retryAt, now, 'The registry wants no questions');
    return { dueAt: now, refreshedAt: now };
  });
  if (!changed) throw notWatched(name);
  await ports.changes.publish([{ type: 'domain', id: name }]);
  return await getRegistration(context, name);
}

const HOURLY = 'A domain is looked up on request once an hour: not again';

function refuseBefore(allowedAt: Date | null, now: Date, what: string): void {
  if (!allowedAt || allowedAt <= now) return;
  throw new AppError('limit', `${what} before ${formatInstant(allowedAt)}.`);
}

const nobodyChecks = (name: string): AppError =>
  new AppError(
    'precondition',
    `No target on ${name} is checked at present. Resume one to look the domain up.`,
  );
