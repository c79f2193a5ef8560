import type { Queue } from '@app/monitoring';
import type { QueueConnection } from './connection.ts';
import { readFigures } from './figures.ts';
import type { NoticeChannel } from './notices.ts';
import { CHECK_URGENT, DELIVERY_SEND, type QueueDefinition } from './queues.ts';

/** PostgreSQL takes lots of this size in a few tens of milliseconds. */
const LOT = 1_000;

interface Ring<Payload> {
  payload: Payload;
  /** Rings with the same key are one job while it waits or runs. */
  key: string;
  at: Date | null;
}

/**
 * The queue as use cases see it. A ring that is lost (PostgreSQL is away) is noted; the reconciler rings
 * again. What is due now wakes idle workers at once, what is due later is found by their polling.
 */
export function createQueue(connection: QueueConnection, wake: NoticeChannel): Queue {
  const ring = async <Payload extends object>(
    queue: QueueDefinition<Payload>,
    rings: readonly Ring<Payload>[],
  ): Promise<void> => {
    for (let from = 0; from < rings.length; from += LOT) {
      const jobs = rings.slice(from, from + LOT).map(({ payload, key, at }) => ({
        data: payload,
        singletonKey: key,
        priority: queue.priority,
        ...(at && { startAfter: at }),
      }));
      const sent = await connection.attempt((boss) =>
        boss.insert(queue.name, jobs, { returnId: true }),
      );
      if (!sent) {
        connection.log.debug({ queue: queue.name, jobs: jobs.length }, 'a ring was lost');
        return;
      }
    }
    if (rings.some(({ at }) => at === null)) wake.send([queue.name]);
  };

  return {
    figures: () => readFigures(connection),
    ringUrgent: async (targetId, slot) => {
      const key = `${targetId}@${slot.getTime()}`;
      await ring(CHECK_URGENT, [{ payload: { targetId }, key, at: futureOnly(slot) }]);
    },
    ringDeliveries: async (deliveryIds, at) => {
      const due = at && futureOnly(at);
      await ring(
        DELIVERY_SEND,
        deliveryIds.map((deliveryId) => ({
          payload: { deliveryId },
          key: `${deliveryId}@${due?.getTime() ?? 'now'}`,
          at: due,
        })),
      );
    },
  };
}

const futureOnly = (at: Date): Date | null => (at.getTime() > Date.now() ? at : null);
