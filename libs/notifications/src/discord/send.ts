import type { ChannelRecord, Message, SendOutcome } from '@app/domain';
import type { ChannelPost } from '../channel-post.ts';
import { judgeAnswer } from '../http/judge-answer.ts';
import { discordBody } from './body.ts';

type DiscordChannel = Extract<ChannelRecord, { kind: 'discord' }>;

/** Hands a message to a Discord webhook. */
export const createDiscordSender =
  (post: ChannelPost, now: () => Date) =>
  async (
    message: Message,
    channel: DiscordChannel,
    { signal }: { signal: AbortSignal },
  ): Promise<SendOutcome> => {
    const answer = await post('discord', channel.config.url, {
      body: discordBody(message),
      signal,
    });
    return judgeAnswer('Discord', answer, now());
  };
