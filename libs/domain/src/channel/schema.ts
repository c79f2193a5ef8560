import * as z from 'zod';
import { QuietHours } from './quiet-hours.ts';
import { Id } from '../common/schema.ts';
import { ChannelName, MESSAGE_STYLE } from './descriptor.ts';
import { ChannelKind } from './kind.ts';
import { channelKinds } from './kinds.ts';
import { MessageField } from './message-field.ts';
import { MaxPerSecond } from './rate.ts';

const nonEmpty = <T>([first, ...rest]: readonly T[]): [T, ...T[]] => {
  if (first === undefined) throw new TypeError('There is no kind of channel.');
  return [first, ...rest];
};

/** A new channel: kind and matching config. */
export const CreateChannel = z.discriminatedUnion(
  'kind',
  nonEmpty(Object.values(channelKinds).map(({ create }) => create)),
);
export type CreateChannel = z.infer<typeof CreateChannel>;

/** Changes of a channel; the config is checked against the channel's kind. A masked secret sent back is kept. */
export const UpdateChannel = z.strictObject({
  id: Id,
  name: ChannelName.optional(),
  enabled: z.boolean().optional(),
  fallbackChannelId: Id.nullable().optional(),
  quietHours: QuietHours.nullable().optional(),
  maxPerSecond: MaxPerSecond.nullish(),
  config: z.record(z.string(), z.unknown()).optional(),
  ...MESSAGE_STYLE,
});
export type UpdateChannel = z.infer<typeof UpdateChannel>;

/** A channel of one kind with its secrets in clear: stays inside api and worker. */
export type ChannelRecord<K extends ChannelKind = ChannelKind> = {
  [P in K]: z.infer<(typeof channelKinds)[P]['create']> & { id: Id; createdAt: Date };
}[K];

/** The newest message handed to a channel. */
export const LastDelivery = z.object({
  at: z.date(),
  state: z.enum(['sent', 'dead']),
  detail: z.string(),
});
export type LastDelivery = z.infer<typeof LastDelivery>;

/** A channel as clients see it: every field of its config, secrets masked to host and last four characters. */
export const Channel = z.object({
  id: Id,
  kind: ChannelKind,
  name: z.string(),
  enabled: z.boolean(),
  config: z.record(z.string(), z.union([z.string(), z.array(z.string()), z.null()])),
  fallbackChannelId: Id.nullable(),
  subjectPrefix: z.string().nullable(),
  fields: z.array(MessageField).nullable(),
  quietHours: QuietHours.nullable(),
  /** Messages a second at most; null: as is usual for its kind. */
  maxPerSecond: z.number().nullable().optional(),
  createdAt: z.date(),
  lastDelivery: LastDelivery.nullable(),
  /** Since when it has taken no message; absent where the answer is not about that, null while it delivers. */
  notDeliveringSince: z.date().nullable().optional(),
  /** What it answered last, in words; null while it delivers, or where it was not asked yet. */
  notDeliveringBecause: z.string().nullable().optional(),
  /** Messages that are tried again. */
  retrying: z.int().nonnegative().optional(),
});
export type Channel = z.infer<typeof Channel>;

/** Removal of a channel. */
export const RemoveChannel = z.strictObject({
  id: Id,
  /**
   * Channel that takes its place wherever it was chosen, and takes over what it was not told yet; without one its
   * fallback does that.
   */
  replaceWith: Id.optional(),
  /** Also when somebody has chosen no other channel. */
  force: z.boolean().optional(),
});
export type RemoveChannel = z.infer<typeof RemoveChannel>;

export const ChannelList = z.object({
  items: z.array(Channel),
  /** Kinds that this installation cannot send to before its operator has set something up. */
  notSetUp: z.array(ChannelKind).optional(),
});

/** A test of a channel as it is stored, or of one that is not, or not yet so. */
export const TestChannel = z
  .strictObject({
    /** A stored channel. */
    id: Id.optional(),
    /** Of a channel that is not stored. */
    kind: ChannelKind.optional(),
    /** Settings to try instead of the stored ones; a masked secret sent back stands for the stored one. */
    config: z.record(z.string(), z.unknown()).optional(),
    /** A target: an outage of it that did not happen is told, its beginning and its end, in place of a test message. */
    outageOf: Id.optional(),
  })
  .refine(
    ({ id, kind, config }) => (id === undefined) === (kind !== undefined && config !== undefined),
    {
      error: 'Name a channel by its id, or give the kind and the config of one.',
      path: ['id'],
    },
  );
export type TestChannel = z.infer<typeof TestChannel>;

export const ChannelTest = z.object({
  delivered: z.boolean(),
  detail: z.string(),
  /** What was sent, as its receiver reads it; absent where it was no outage. */
  told: z.array(z.object({ title: z.string(), text: z.string() })).optional(),
});
export type ChannelTest = z.infer<typeof ChannelTest>;
