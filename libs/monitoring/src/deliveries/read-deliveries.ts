import { type DeliveryPage, type ListDeliveries, toDelivery } from '@app/domain';
import type { Ports } from '../ports/index.ts';

const DEFAULT_LIMIT = 50;

/** Deliveries, newest first. */
export async function listDeliveries(
  ports: Pick<Ports, 'deliveries'>,
  query: ListDeliveries,
): Promise<DeliveryPage> {
  const page = await ports.deliveries.list({ ...query, limit: query.limit ?? DEFAULT_LIMIT });
  return { items: page.items.map(toDelivery), nextCursor: page.nextCursor };
}
