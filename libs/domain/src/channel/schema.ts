import * as z from 'zod';
import { Id, line } from '../common/schema.ts';
import { EmailAddress } from './email-address.ts';
import { ChannelKind } from './kind.ts';

const ChannelName = line(100).min(1, { error: 'Give the channel a name.' });

const HttpUrl = z
  .string()
  .trim()
  .max(2_048)
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
    error: 'Write a full address that starts with https:// or http://.',
  });

export const EmailConfig = z.strictObject({
  to: z.array(EmailAddress).min(1, { error: 'Add at least one address.' }).max(20),
});
export const ChatConfig = z.strictObject({ url: HttpUrl });
export const WebhookConfig = z.strictObject({
  url: HttpUrl,
  secret: z.string().min(8, { error: 'A secret has at least 8 characters.' }).max(256).nullish(),
  format: z.enum(['netumo', 'alertmanager']).optional(),
});
export type EmailConfig = z.infer<typeof EmailConfig>;
export type ChatConfig = z.infer<typeof ChatConfig>;
export type WebhookConfig = z.infer<typeof WebhookConfig>;

const common = {
  name: ChannelName,
  enabled: z.boolean().default(true),
  fallbackChannelId: Id.nullable().default(null),
};

/** A new channel: kind and matching config. */
export const CreateChannel = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('email'), config: EmailConfig, ...common }),
  z.strictObject({ kind: z.literal('slack'), config: ChatConfig, ...common }),
  z.strictObject({ kind: z.literal('discord'), config: ChatConfig, ...common }),
  z.strictObject({ kind: z.literal('webhook'), config: WebhookConfig, ...common }),
]);
export type CreateChannel = z.infer<typeof CreateChannel>;

/** Changes of a channel; a config is checked against the channel's kind. A masked secret sent back is kept. */
export const UpdateChannel = z.strictObject({
  id: Id,
  name: ChannelName.optional(),
  enabled: z.boolean().optional(),
  fallbackChannelId: Id.nullable().optional(),
  config: z.union([EmailConfig, ChatConfig, WebhookConfig]).optional(),
});
export type UpdateChannel = z.infer<typeof UpdateChannel>;

export type ChannelConfig = EmailConfig | ChatConfig | WebhookConfig;

/** A channel with its secrets in clear: stays inside api and worker. */
export type ChannelRecord = CreateChannel & { id: Id; createdAt: Date };

/** The newest message handed to a channel. */
export const LastDelivery = z.object({
  at: z.date(),
  state: z.enum(['sent', 'dead']),
  detail: z.string(),
});
export type LastDelivery = z.infer<typeof LastDelivery>;

/** A channel as clients see it: secrets masked to host and last four characters. */
export const Channel = z.object({
  id: Id,
  kind: ChannelKind,
  name: z.string(),
  enabled: z.boolean(),
  config: z.object({
    to: z.array(z.string()).optional(),
    url: z.string().optional(),
    secret: z.string().nullish(),
    format: z.enum(['netumo', 'alertmanager']).optional(),
  }),
  fallbackChannelId: Id.nullable(),
  createdAt: z.date(),
  lastDelivery: LastDelivery.nullable(),
});
export type Channel = z.infer<typeof Channel>;

export const ChannelList = z.object({ items: z.array(Channel) });
export const ChannelTest = z.object({ delivered: z.boolean(), detail: z.string() });
export type ChannelTest = z.infer<typeof ChannelTest>;
