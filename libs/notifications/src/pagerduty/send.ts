import type { SendOutcome } from '@app/domain';
import { judgeAnswer, judgeOtherServer } from '../http/judge-answer.ts';
import type { HttpAnswer } from '../http/post.ts';
import { readObject } from '../http/read-answer.ts';
import { errorsIn } from '../quote-provider.ts';
import type { CreateSender } from '../sender.ts';
import { pagerdutyEvents } from './body.ts';

const ADDRESSES = {
  us: 'https://events.pagerduty.com/v2/enqueue',
  eu: 'https://events.eu.pagerduty.com/v2/enqueue',
};

const TAKEN: SendOutcome = { outcome: 'sent', fact: { is: 'taken', by: 'pagerduty' } };

/** PagerDuty says yes with 202 and `success`, and why not in `errors`. */
const judge = (answer: HttpAnswer, now: Date, key: string): SendOutcome => {
  const judged = judgeAnswer('pagerduty', answer, now);
  if (answer.kind !== 'answered' || judged.outcome === 'retry') return judged;
  const said = readObject(answer.body);
  if (judged.outcome === 'sent') {
    return said?.['status'] === 'success' ? TAKEN : judgeOtherServer('pagerduty', answer.status);
  }
  const reason = errorsIn(said, [key]);
  return reason === null
    ? judged
    : { outcome: 'dead', fact: { is: 'refused', by: 'pagerduty', reason } };
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
