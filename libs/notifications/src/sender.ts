import type { ChannelKind, ChannelRecord, SendMessage } from '@app/domain';
import type { PostToChannel } from './channel-post.ts';
import type { MailConfig } from './mail-config.ts';

/** What senders are made of. */
export interface SenderContext {
  /** Posts JSON to an address that channels of this kind may lead to. */
  post: PostToChannel;
  mail: MailConfig;
  /** Certificates in PEM that are trusted besides the usual roots (`EXTRA_CA_FILE`). */
  extraCertificates?: readonly string[];
  now: () => Date;
}

/** Hands one message to one channel of a kind, once; as `SendMessage`. */
export type SendTo<K extends ChannelKind> = (
  message: Parameters<SendMessage>[0],
  channel: ChannelRecord<K>,
  options: Parameters<SendMessage>[2],
) => ReturnType<SendMessage>;

/** Makes the sender of a kind, which keeps nothing open between two messages. */
export type CreateSender<K extends ChannelKind> = (context: SenderContext) => SendTo<K>;
