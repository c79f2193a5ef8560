import { AppError, checkedSoon, kindOfUrl, type Target, urgentOf } from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import type { ReadRegistrationPorts } from '../registrations/read-registration.ts';
import { refreshRegistration } from '../registrations/refresh-registration.ts';
import { changeTarget, type ChangePorts } from './change-target.ts';
import { answerTarget } from './to-target.ts';

/**
 * Asks for a check at once, before scheduled work, and for a look at the certificate. A check that is under way, or
 * that waits for its turn already, is joined: it answers this wish, too. Of a target that watches a domain only the
 * registration is looked up. Throws not-found, precondition while paused, and limit where the registry is to be left alone.
 */
export async function checkNow(
  context: Context<ChangePorts & ReadRegistrationPorts & Pick<Ports, 'queue'>>,
  id: string,
): Promise<Target> {
  const { ports } = context;
  const known = await ports.targets.get(id);
  if (known?.domain && kindOfUrl(known.url) === 'domain') {
    if (known.pausedAt) throw isPaused();
    await refreshRegistration(context, known.domain);
    return await answerTarget(ports, known);
  }
  const { target, record } = await changeTarget(ports, id, ({ now }, current) => {
    if (current.state.status === 'paused') throw isPaused();
    return checkedSoon(current, now);
  });
  await ports.queue.enqueueChecks(urgentOf(record));
  return target;
}

const isPaused = (): AppError =>
  new AppError('precondition', 'The target is paused. Resume it to check it.');
