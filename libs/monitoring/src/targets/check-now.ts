import { DomainError, type Target } from '@app/domain';
import { urgentOf } from '../checks/schedule-after.ts';
import { refreshedWatch } from '../certificates/watch-certificate.ts';
import type { Ports } from '../ports.ts';
import { changeTarget, type ChangePorts } from './change-target.ts';

/** Asks for a check at once, before scheduled work, and for a look at the certificate. Throws not-found, and precondition while paused. */
export async function checkNow(
  ports: ChangePorts & Pick<Ports, 'queue'>,
  id: string,
): Promise<Target> {
  const { target, record } = await changeTarget(ports, id, ({ state, schedule, certificate }) => {
    if (state.status === 'paused') {
      throw new DomainError('precondition', 'The target is paused. Resume it to check it.');
    }
    const now = ports.now();
    return {
      schedule: { ...schedule, urgent: { slot: now, origin: 'manual' }, lease: null },
      certificate: refreshedWatch(certificate, now),
    };
  });
  await ports.queue.ringUrgent(urgentOf(record));
  return target;
}
