import { AppError, isUnderWay, type Schedule, soonWatch, type Target, urgentOf } from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { changeTarget, type ChangePorts } from './change-target.ts';

/**
 * Asks for a check at once, before scheduled work, and for a look at the certificate. A check that is under way, or
 * that waits for its turn already, is joined: it answers this wish, too. Throws not-found, and precondition
 * while paused.
 */
export async function checkNow(
  { ports }: Context<ChangePorts & Pick<Ports, 'queue'>>,
  id: string,
): Promise<Target> {
  const { target, record } = await changeTarget(ports, id, ({ state, schedule, certificate }) => {
    if (state.status === 'paused') {
      throw new AppError('precondition', 'The target is paused. Resume it to check it.');
    }
    const now = ports.now();
    return { ...soonest(schedule, now), certificate: soonWatch(certificate, now) };
  });
  await ports.queue.enqueueChecks(urgentOf(record));
  return target;
}

function soonest(schedule: Schedule, now: Date): { schedule?: Schedule } {
  const { urgent } = schedule;
  const isAwaited = urgent !== null && urgent.origin !== 'confirmation' && urgent.slot <= now;
  if (isUnderWay(schedule, now) || isAwaited) return {};
  return { schedule: { ...schedule, urgent: { slot: now, origin: 'manual' }, lease: null } };
}
