import { AppError, type Delivery, laneOf, notFound, toDelivery } from '@app/domain';
import { FALLBACK_AFTER_MS } from '@app/domain/lanes';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/**
 * Sends a message again that was given up, put away or dropped: a new series of attempts begins, at once. Throws
 * not-found, and precondition for one that was delivered or waits.
 */
export async function redriveDelivery(
  { ports }: Context<Pick<Ports, 'deliveries' | 'lanes' | 'queue' | 'changes' | 'now'>>,
  id: string,
): Promise<Delivery> {
  const known = await ports.deliveries.get(id);
  if (!known) throw notFound('delivery');
  const now = ports.now();
  const fallbackAt = known.channelId && new Date(now.getTime() + FALLBACK_AFTER_MS);
  const delivery = await ports.deliveries.redrive(id, now, fallbackAt || null);
  if (delivery) {
    const lane = laneOf(delivery.channelId);
    await ports.lanes.resume(lane);
    await ports.queue.enqueueLanes([lane], null);
    await ports.changes.publish([{ type: 'alert', id: delivery.alertId }]);
    return toDelivery(delivery);
  }
  throw new AppError(
    'precondition',
    known.state === 'sent'
      ? 'This message was delivered already.'
      : 'This message is waiting for its next attempt already.',
  );
}
