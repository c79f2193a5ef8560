import type { SendOutcome } from '@app/domain';
import { judgeAnswer, judgeOtherServer } from '../http/judge-answer.ts';
import type { HttpAnswer } from '../http/post.ts';
import { readObject } from '../http/read-answer.ts';
import type { CreateSender } from '../sender.ts';
import { ntfyBody } from './body.ts';

/** A server that took a message answers with it; anything else speaks for another server. */
const judge = (answer: HttpAnswer, now: Date): SendOutcome => {
  const judged = judgeAnswer('ntfy', answer, now);
  return answer.kind === 'answered' &&
    judged.outcome === 'sent' &&
    typeof readObject(answer.body)?.['id'] !== 'string'
    ? judgeOtherServer('ntfy', answer.status)
    : judged;
};

/** Hands a message to a topic of ntfy. */
export const createNtfySender: CreateSender<'ntfy'> =
  ({ post, now }) =>
  async (message, channel, options) => {
    const { server, topic, token } = channel.config;
    const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
    const body = ntfyBody(message, { topic, style: channel });
    return judge(await post(new URL('/', server).href, { headers, body, ...options }), now());
  };
