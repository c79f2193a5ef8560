import { DomainError, type Target } from '@app/domain';
import type { Ports } from '../ports.ts';
import { changeTarget, type ChangePorts } from './change-target.ts';

/** Asks for a check at once, before scheduled work. Throws not-found, and precondition while paused. */
export async function checkNow(
  ports: ChangePorts & Pick<Ports, 'queue'>,
  id: string,
): Promise<Target> {
  const { target, record } = await changeTarget(ports, id, ({ state, schedule }) => {
    if (state.status === 'paused') {
      throw new DomainError('precondition', 'The target is paused. Resume it to check it.');
    }
    const now = ports.now();
    return { schedule: { ...schedule, urgent: { slot: now, origin: 'manual' }, lease: null } };
  });
  if (record.schedule.urgent) await ports.queue.ringUrgent(id, record.schedule.urgent.slot);
  return target;
}
