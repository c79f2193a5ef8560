import type { ChannelRecord, LastDelivery } from '../channel/schema.ts';
import type { SendFact } from './send-fact.ts';

/** The newest message handed to a channel, as it is stored. */
export interface LastDeliveryRecord extends Omit<LastDelivery, 'detail'> {
  fact: SendFact;
}

/** A channel as it is stored. */
export type StoredChannel = ChannelRecord & { lastDelivery: LastDeliveryRecord | null };
