import * as z from 'zod';
import { AlertEvent } from '../alert/kind.ts';
import { ChannelKind } from '../channel/kind.ts';
import { Cursor, Id, Limit } from '../common/schema.ts';

export const DeliveryState = z.enum(['pending', 'sent', 'dead']);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** One try to hand a message to a channel. */
export const DeliveryAttempt = z.object({
  at: z.date(),
  outcome: z.enum(['sent', 'retry', 'dead']),
  /** What the provider answered, in words; holds no secret. */
  detail: z.string(),
});
export type DeliveryAttempt = z.infer<typeof DeliveryAttempt>;

/** The effort to hand one message to one channel. */
export const Delivery = z.object({
  id: Id,
  alertId: Id,
  channelId: Id.nullable(),
  channelKind: z.union([ChannelKind, z.literal('in-app')]),
  channelName: z.string(),
  event: AlertEvent,
  state: DeliveryState,
  attempts: z.array(DeliveryAttempt),
  nextAttemptAt: z.date().nullable(),
  createdAt: z.date(),
  idempotencyKey: z.string(),
});
export type Delivery = z.infer<typeof Delivery>;

export const ListDeliveries = z.strictObject({
  state: DeliveryState.optional(),
  alertId: Id.optional(),
  cursor: Cursor.optional(),
  limit: Limit.optional(),
});
export type ListDeliveries = z.infer<typeof ListDeliveries>;

export const DeliveryPage = z.object({
  items: z.array(Delivery),
  nextCursor: z.string().nullable(),
});
export type DeliveryPage = z.infer<typeof DeliveryPage>;
