import type { ChannelRecord, Message, SendOutcome } from '@app/domain';
import type { ChannelPost } from '../channel-post.ts';
import type { HttpAnswer } from '../http/post.ts';
import { judgeAnswer } from '../http/judge-answer.ts';
import { slackBody } from './body.ts';

type SlackChannel = Extract<ChannelRecord, { kind: 'slack' }>;

/** Slack names its errors like `invalid_payload` in the body; success is `ok`, look-alike servers say other things. */
const errorNameIn = (answer: HttpAnswer): string | null => {
  if (answer.kind !== 'answered' || answer.status >= 300) return null;
  const body = answer.body.trim();
  return /^[a-z]+(?:_[a-z]+)+$/.test(body) ? body : null;
};

/** Hands a message to a Slack incoming webhook. */
export const createSlackSender =
  (post: ChannelPost, now: () => Date) =>
  async (
    message: Message,
    channel: SlackChannel,
    { signal }: { signal: AbortSignal },
  ): Promise<SendOutcome> => {
    const answer = await post('slack', channel.config.url, { body: slackBody(message), signal });
    const errorName = errorNameIn(answer);
    return errorName
      ? { outcome: 'dead', detail: `Slack did not take the message: ${errorName.slice(0, 60)}.` }
      : judgeAnswer('Slack', answer, now());
  };
