import { type DeliveryPage, type ListDeliveries, toDelivery } from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

const DEFAULT_LIMIT = 50;

/** Deliveries, newest first. */
export async function listDeliveries(
  { ports }: Context<Pick<Ports, 'deliveries'>>,
  query: ListDeliveries,
): Promise<DeliveryPage> {
  const page = await ports.deliveries.list({ ...query, limit: query.limit ?? DEFAULT_LIMIT });
  return { items: page.items.map((one) => toDelivery(one)), nextCursor: page.nextCursor };
}
