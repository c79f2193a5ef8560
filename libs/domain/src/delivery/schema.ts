import * as z from 'zod';
import { AlertEvent } from '../alert/kind.ts';
import { ChannelKind } from '../channel/kind.ts';
import { Cursor, Id, Limit } from '../common/schema.ts';

export const DeliveryState = z.enum([
  'pending',
  'sent',
  /** Could not be handed over; a person can send it again. */
  'dead',
  /** A dead letter that a person has put away. */
  'dismissed',
  /** Not told, because it had become pointless or impossible. */
  'dropped',
]);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** One try to hand a message to a channel. */
export const DeliveryAttempt = z.object({
  at: z.date(),
  outcome: z.enum(['sent', 'retry', 'dead']),
  /** What the provider answered, in words; holds no secret. */
  detail: z.string(),
});
export type DeliveryAttempt = z.infer<typeof DeliveryAttempt>;

/** Why a message was dropped. */
export const DropReason = z.enum([
  /** The channel is turned off, or was removed. */
  'channel-off',
  'channel-gone',
  /** It is over, or somebody has taken it on. */
  'over',
  /** The end of what nobody was told here. */
  'not-told',
  /** Another message has told it. */
  'told-already',
  'newer',
  /** It could not be delivered for so long that nobody will miss it. */
  'age',
  'alert-gone',
  /** It waited when a backup was made that was restored since: it was told after that, or is out of date. */
  'restored',
]);
export type DropReason = z.infer<typeof DropReason>;

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
  /** Of mail the address that it goes to; null for other channels. */
  recipient: z.string().nullable(),
  droppedBecause: DropReason.nullable(),
});
export type Delivery = z.infer<typeof Delivery>;

export const ListDeliveries = z.strictObject({
  state: DeliveryState.optional(),
  alertId: Id.optional(),
  cursor: Cursor.optional(),
  limit: Limit.optional(),
});
export type ListDeliveries = z.infer<typeof ListDeliveries>;

/** Dead letters that are put away: some of them, or all of a channel. */
export const DismissDeliveries = z.union([
  z.strictObject({ ids: z.array(Id).min(1).max(500) }),
  z.strictObject({ channelId: Id }),
]);
export type DismissDeliveries = z.infer<typeof DismissDeliveries>;
export const Dismissed = z.object({ dismissed: z.int().nonnegative() });
export type Dismissed = z.infer<typeof Dismissed>;

export const DeliveryPage = z.object({
  items: z.array(Delivery),
  nextCursor: z.string().nullable(),
});
export type DeliveryPage = z.infer<typeof DeliveryPage>;
