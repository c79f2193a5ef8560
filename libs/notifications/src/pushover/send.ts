import type { SendOutcome } from '@app/domain';
import { judgeAnswer, judgeOtherServer } from '../http/judge-answer.ts';
import type { HttpAnswer } from '../http/post.ts';
import { readObject } from '../http/read-answer.ts';
import { errorsIn } from '../quote-provider.ts';
import type { CreateSender } from '../sender.ts';
import { pushoverBody, type PushoverKeys } from './body.ts';

const ADDRESS = 'https://api.pushover.net/1/messages.json';

/** Pushover says yes with `status: 1`, and why not in `errors`. */
const judge = (answer: HttpAnswer, now: Date, { token, user }: PushoverKeys): SendOutcome => {
  const judged = judgeAnswer('pushover', answer, now);
  if (answer.kind !== 'answered' || judged.outcome === 'retry') return judged;
  const said = readObject(answer.body);
  if (judged.outcome === 'sent' && said?.['status'] === 1) {
    return { outcome: 'sent', fact: { is: 'taken', by: 'pushover' } };
  }
  const reason = errorsIn(said, [token, user]);
  if (reason !== null) return { outcome: 'dead', fact: { is: 'refused', by: 'pushover', reason } };
  return judged.outcome === 'dead' ? judged : judgeOtherServer('pushover', answer.status);
};

/** Hands a message to a user or a group of Pushover. */
export const createPushoverSender: CreateSender<'pushover'> =
  ({ post, now }) =>
  async (message, channel, options) => {
    const keys = channel.config;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = pushoverBody(message, { keys, style: channel });
    return judge(await post(ADDRESS, { headers, body, ...options }), now(), keys);
  };
