import type { SendOutcome } from '@app/domain';
import { judgeAnswer } from '../http/judge-answer.ts';
import type { HttpAnswer } from '../http/post.ts';
import { readObject } from '../http/read-answer.ts';
import type { CreateSender } from '../sender.ts';
import { ntfyBody } from './body.ts';

const ADVICE: Record<number, string> = {
  401: 'Check the access token.',
  403: 'The topic is protected: check it and the access token.',
  404: 'Check the address of the server: the topic is entered apart from it.',
};

/** A server that took a message answers with it; anything else speaks for another server. */
const judge = (answer: HttpAnswer, now: Date): SendOutcome => {
  const judged = judgeAnswer('ntfy', answer, now);
  if (answer.kind !== 'answered') return judged;
  if (judged.outcome === 'sent' && typeof readObject(answer.body)?.['id'] !== 'string') {
    const detail = `The server answered ${answer.status}, but not as ntfy does. Check its address.`;
    return { outcome: 'retry', detail, retryAfterMs: null };
  }
  const advice = ADVICE[answer.status];
  return judged.outcome === 'dead' && advice
    ? { outcome: 'dead', detail: `ntfy answered ${answer.status}. ${advice}` }
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
