import type { DeliveryRecord } from '@app/domain';
import type { Ports } from '../ports/index.ts';

/** On a channel nothing comes before the message that an alert opened (ARCHITECTURE.md, invariant 4). */
export async function deliveryOrder(
  ports: Pick<Ports, 'deliveries'>,
  delivery: DeliveryRecord,
): Promise<'go' | 'wait' | 'pointless'> {
  if (delivery.event === 'opened') return 'go';
  const others = await ports.deliveries.ofAlert(delivery.alertId);
  const opened = others.find(
    ({ event, channelId }) => event === 'opened' && channelId === delivery.channelId,
  );
  if (opened?.state === 'dead') return 'pointless';
  const isBlocked = others.some(
    ({ channelId, state, createdAt, id, event }) =>
      channelId === delivery.channelId &&
      id !== delivery.id &&
      state === 'pending' &&
      (event === 'opened' || createdAt < delivery.createdAt),
  );
  return isBlocked ? 'wait' : 'go';
}
