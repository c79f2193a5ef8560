import { AppError, type Delivery, notFound, toDelivery } from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** Sends a dead letter again. Throws not-found, and precondition when it is not dead. */
export async function redriveDelivery(
  { ports }: Context<Pick<Ports, 'deliveries' | 'queue' | 'changes' | 'now'>>,
  id: string,
): Promise<Delivery> {
  const delivery = await ports.deliveries.redrive(id, ports.now());
  if (delivery) {
    await ports.queue.enqueueDeliveries([id], null);
    await ports.changes.publish([{ type: 'alert', id: delivery.alertId }]);
    return toDelivery(delivery);
  }
  const known = await ports.deliveries.get(id);
  if (!known) throw notFound('delivery');
  throw new AppError(
    'precondition',
    known.state === 'sent'
      ? 'This message was delivered already.'
      : 'This message is waiting for its next attempt already.',
  );
}
