import type { ChannelKind, ChannelRecord, SendMessage } from '@app/domain';
import { createChannelPost, type ChannelPostOptions } from './channel-post.ts';
import type { MailConfig } from './mail-config.ts';
import { channelSenders } from './kinds.ts';
import type { SendTo } from './sender.ts';

export type SenderConfig = MailConfig & ChannelPostOptions;

type Senders = { readonly [K in ChannelKind]: SendTo<K> };

/** Makes what hands messages to channels of every kind. */
export const createSender = (
  config: SenderConfig,
  now: () => Date = () => new Date(),
): SendMessage => {
  const kinds = Object.keys(channelSenders) as ChannelKind[];
  const senders = Object.fromEntries(
    kinds.map((kind) => [
      kind,
      channelSenders[kind]({
        post: createChannelPost(kind, config),
        mail: config,
        extraCertificates: config.extraCertificates ?? [],
        now,
      }),
    ]),
  ) as Senders;
  const sendTo = <K extends ChannelKind>(
    kind: K,
    channel: ChannelRecord<K>,
    [message, , options]: Parameters<SendMessage>,
  ) => senders[kind](message, channel, options);
  return async (...args) => sendTo(args[1].kind, args[1], args);
};
