import type { Delivery } from './schema.ts';

export interface DeliveryRecord extends Delivery {
  updatedAt: Date;
}
