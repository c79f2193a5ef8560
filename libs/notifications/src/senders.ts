import type { ChannelKind, ChannelRecord, SendMessage } from '@app/domain';
import { createChannelPost, type ChannelPostOptions } from './channel-post.ts';
import { createDiscordSender } from './discord/send.ts';
import { createEmailSender, type MailConfig } from './email/send.ts';
import { createSlackSender } from './slack/send.ts';
import { createWebhookSender } from './webhook/send.ts';

export type SendersConfig = MailConfig & ChannelPostOptions;

type ChannelOf<K extends ChannelKind> = Extract<ChannelRecord, { kind: K }>;

type SendTo<K extends ChannelKind> = (
  message: Parameters<SendMessage>[0],
  channel: ChannelOf<K>,
  options: Parameters<SendMessage>[2],
) => ReturnType<SendMessage>;

const isOfKind = <K extends ChannelKind>(
  kind: K,
  channel: ChannelRecord,
): channel is ChannelOf<K> => channel.kind === kind;

const forKind =
  <K extends ChannelKind>(kind: K, send: SendTo<K>): SendMessage =>
  async (message, channel, options) => {
    if (isOfKind(kind, channel)) return send(message, channel, options);
    throw new TypeError(`The sender for ${kind} was given a channel of kind ${channel.kind}.`);
  };

/** Makes one sender for each kind of channel. Senders keep nothing open between two messages. */
export const createSenders = (
  config: SendersConfig,
  now: () => Date = () => new Date(),
): Record<ChannelKind, SendMessage> => {
  const post = createChannelPost(config);
  return {
    email: forKind('email', createEmailSender(config, now)),
    slack: forKind('slack', createSlackSender(post, now)),
    discord: forKind('discord', createDiscordSender(post, now)),
    webhook: forKind('webhook', createWebhookSender(post, now)),
  };
};
