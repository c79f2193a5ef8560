import type { DeliveryRecord } from './record.ts';

/**
 * Decides whether a delivery may go out: on a channel nothing comes before the message that an alert opened, and
 * nothing after it was given up (ARCHITECTURE.md, invariant 4).
 *
 * @param others every delivery of the same alert
 */
export function deliveryOrder(
  delivery: DeliveryRecord,
  others: readonly DeliveryRecord[],
): 'go' | 'wait' | 'pointless' {
  if (delivery.event === 'opened') return 'go';
  const before = others.filter(
    ({ channelId, id }) => channelId === delivery.channelId && id !== delivery.id,
  );
  if (before.find(({ event }) => event === 'opened')?.state === 'dead') return 'pointless';
  const isBlocked = before.some(
    ({ state, createdAt, event }) =>
      state === 'pending' && (event === 'opened' || createdAt < delivery.createdAt),
  );
  return isBlocked ? 'wait' : 'go';
}
