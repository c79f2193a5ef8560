import type { SendOutcome } from '@app/domain';
import { judgeAnswer } from '../http/judge-answer.ts';
import type { HttpAnswer } from '../http/post.ts';
import { readObject } from '../http/read-answer.ts';
import { quoteProvider } from '../quote-provider.ts';
import type { CreateSender } from '../sender.ts';
import { pushoverBody, type PushoverKeys } from './body.ts';

const ADDRESS = 'https://api.pushover.net/1/messages.json';

const errorsIn = (said: Readonly<Record<string, unknown>> | null): string[] => {
  const errors = said?.['errors'];
  return Array.isArray(errors) ? errors.filter((one) => typeof one === 'string') : [];
};

/** Pushover says yes with `status: 1`, and why not in `errors`. */
const judge = (answer: HttpAnswer, now: Date, { token, user }: PushoverKeys): SendOutcome => {
  const judged = judgeAnswer('Pushover', answer, now);
  if (answer.kind !== 'answered' || judged.outcome === 'retry') return judged;
  const said = readObject(answer.body);
  if (judged.outcome === 'sent' && said?.['status'] === 1) {
    return { outcome: 'sent', detail: 'Pushover took the message.' };
  }
  const errors = errorsIn(said);
  if (errors.length > 0) {
    const reason = quoteProvider(errors.join(', '), [token, user]).replace(/\.$/, '');
    return { outcome: 'dead', detail: `Pushover did not take the message: ${reason}.` };
  }
  if (judged.outcome === 'dead') return judged;
  const detail = `The server answered ${answer.status}, but not as Pushover does.`;
  return { outcome: 'retry', detail, retryAfterMs: null };
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
