import type { ChannelKind } from '@app/domain';
import { createDiscordSender } from './discord/send.ts';
import { createEmailSender } from './email/send.ts';
import type { CreateSender } from './sender.ts';
import { createSlackSender } from './slack/send.ts';
import { createWebhookSender } from './webhook/send.ts';

/** How messages are sent to each kind of channel. */
export const channelSenders: { readonly [K in ChannelKind]: CreateSender<K> } = {
  email: createEmailSender,
  slack: createSlackSender,
  discord: createDiscordSender,
  webhook: createWebhookSender,
};
