import type { SendOutcome } from '@app/domain';
import type { HttpAnswer } from './post.ts';
import { limitedRetryAfter } from './limited-retry-after.ts';

/** Client errors that pass by themselves: request timeout, too early, too many requests. */
const PASSING = new Set([408, 425, 429]);

const ADVICE: Record<number, string> = {
  400: 'It does not understand the message.',
  401: 'Check its address and its access rights.',
  403: 'Check its address and its access rights.',
  404: 'Check its address.',
  410: 'The address is no longer in use; enter a new one.',
  413: 'The message is too long for it.',
};

const refusal = (who: string, status: number): SendOutcome => {
  const detail =
    status >= 300 && status < 400
      ? `${who} answered ${status}, a redirect, which is not followed. Enter the final address.`
      : `${who} answered ${status}. ${ADVICE[status] ?? 'It does not accept the message.'}`;
  return { outcome: 'dead', detail };
};

/**
 * What an answer means for a message: 2xx took it, 408, 425, 429, 5xx and a failing network may pass,
 * everything else will not. `who` begins the sentence, for instance `Slack`.
 */
export const judgeAnswer = (who: string, answer: HttpAnswer, now: Date): SendOutcome => {
  switch (answer.kind) {
    case 'denied':
      return { outcome: 'dead', detail: answer.message };
    case 'failed':
      return { outcome: 'retry', detail: `${who} ${answer.message}.`, retryAfterMs: null };
    case 'answered': {
      const { status } = answer;
      if (status >= 200 && status < 300) {
        return { outcome: 'sent', detail: `${who} answered ${status}.` };
      }
      if (!PASSING.has(status) && status < 500) return refusal(who, status);
      return {
        outcome: 'retry',
        detail: `${who} answered ${status}. It may work later.`,
        retryAfterMs: limitedRetryAfter(answer.retryAfter, now),
      };
    }
  }
};
