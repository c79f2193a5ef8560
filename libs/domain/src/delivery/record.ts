import type { Delivery } from './schema.ts';

export interface DeliveryRecord extends Delivery {
  updatedAt: Date;
}

/** The part of a stored delivery that clients see. */
export function toDelivery({ updatedAt: _, ...delivery }: DeliveryRecord): Delivery {
  return delivery;
}
