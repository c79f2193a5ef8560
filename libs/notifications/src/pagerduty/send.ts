import type { SendOutcome } from '@app/domain';
import { judgeAnswer } from '../http/judge-answer.ts';
import type { HttpAnswer } from '../http/post.ts';
import { readObject } from '../http/read-answer.ts';
import { quoteProvider } from '../quote-provider.ts';
import type { CreateSender } from '../sender.ts';
import { pagerdutyEvents } from './body.ts';

const ADDRESSES = {
  us: 'https://events.pagerduty.com/v2/enqueue',
  eu: 'https://events.eu.pagerduty.com/v2/enqueue',
};

const TAKEN: SendOutcome = { outcome: 'sent', detail: 'PagerDuty took the message.' };

/** PagerDuty says yes with 202 and `success`, and why not in `errors`. */
const judge = (answer: HttpAnswer, now: Date, key: string): SendOutcome => {
  const judged = judgeAnswer('PagerDuty', answer, now);
  if (answer.kind !== 'answered' || judged.outcome === 'retry') return judged;
  const said = readObject(answer.body);
  if (judged.outcome === 'sent') {
    if (said?.['status'] === 'success') return TAKEN;
    const detail = `The server answered ${answer.status}, but not as PagerDuty does.`;
    return { outcome: 'retry', detail, retryAfterMs: null };
  }
  const errors: unknown[] = Array.isArray(said?.['errors']) ? said['errors'] : [];
  const reason = quoteProvider(errors.filter((one) => typeof one === 'string').join(', '), [key]);
  return reason === ''
    ? { outcome: 'dead', detail: `PagerDuty answered ${answer.status}. Check the integration key.` }
    : {
        outcome: 'dead',
        detail: `PagerDuty did not take the message: ${reason.replace(/\.$/, '')}.`,
      };
};

/** Hands a message to an integration of PagerDuty, which knows a repeated event by its key. */
export const createPagerdutySender: CreateSender<'pagerduty'> =
  ({ post, now }) =>
  async (message, channel, options) => {
    const { key, region = 'us' } = channel.config;
    for (const body of pagerdutyEvents(message, { key, style: channel })) {
      const judged = judge(await post(ADDRESSES[region], { body, ...options }), now(), key);
      if (judged.outcome !== 'sent') return judged;
    }
    return TAKEN;
  };
