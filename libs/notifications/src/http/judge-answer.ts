import type { SendOutcome } from '@app/domain';
import { limitedRetryAfter, limitedWait } from './limited-retry-after.ts';
import type { HttpAnswer } from './post.ts';
import { isSignInPage, isWebPage, readRefusal, type Refusal, retryAfterIn } from './read-answer.ts';

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

/** Reasons of a refusal that pass by themselves (Slack, errors of chat.postMessage, and servers that look like it). */
const PASSING_REASONS = new Set([
  'fatal_error',
  'internal_error',
  'rate_limited',
  'ratelimited',
  'request_timeout',
  'service_unavailable',
]);

type Answered = Extract<HttpAnswer, { kind: 'answered' }>;

const refusal = (who: string, status: number): SendOutcome => {
  const detail =
    status >= 300 && status < 400
      ? `${who} answered ${status}, a redirect, which is not followed. Enter the final address.`
      : `${who} answered ${status}. ${ADVICE[status] ?? 'It does not accept the message.'}`;
  return { outcome: 'dead', detail };
};

/** Wait that a provider asks for, in a header or in its answer; null when it says nothing. */
export const askedWait = ({ retryAfter, body }: Answered, now: Date): number | null => {
  const waits = [limitedRetryAfter(retryAfter, now), limitedWait(retryAfterIn(body))];
  const asked = waits.filter((wait) => wait !== null);
  return asked.length > 0 ? Math.max(...asked) : null;
};

/** A no, whatever the status says. `reason` is its name. */
export const judgeRefusal = (
  who: string,
  { reason }: Refusal,
  retryAfterMs: number | null,
): SendOutcome => {
  const detail = `${who} did not take the message: ${reason}.`;
  return PASSING_REASONS.has(reason) || retryAfterMs !== null
    ? { outcome: 'retry', detail, retryAfterMs }
    : { outcome: 'dead', detail };
};

const pageInstead = (who: string, status: number): SendOutcome => ({
  outcome: 'retry',
  detail: `${who} answered ${status} with a web page, perhaps for signing in, and did not confirm the message. Check that its address needs no login.`,
  retryAfterMs: null,
});

interface Rules {
  now: Date;
  /** Whether pages for people confirm a message, if they are none for signing in. */
  takesPages: boolean;
}

function judgeAnswered(who: string, answer: Answered, { now, takesPages }: Rules): SendOutcome {
  const { status, body, pauseMs } = answer;
  const retryAfterMs = askedWait(answer, now);
  if (status >= 200 && status < 300) {
    const refused = readRefusal(body);
    if (refused) return judgeRefusal(who, refused, retryAfterMs);
    if (takesPages ? isSignInPage(body) : isWebPage(body)) return pageInstead(who, status);
    const detail = `${who} answered ${status}.`;
    return pauseMs === undefined
      ? { outcome: 'sent', detail }
      : { outcome: 'sent', detail, pauseMs };
  }
  if (!PASSING.has(status) && status < 500) return refusal(who, status);
  const detail = `${who} answered ${status}. It may work later.`;
  return { outcome: 'retry', detail, retryAfterMs };
}

function judge(who: string, answer: HttpAnswer, rules: Rules): SendOutcome {
  switch (answer.kind) {
    case 'denied':
      return { outcome: 'dead', detail: answer.message };
    case 'failed':
      return {
        ...{ outcome: 'retry', detail: `${who} ${answer.message}.`, retryAfterMs: null },
        ...(answer.isUnanswered && { isUnanswered: true }),
      };
    case 'answered':
      return judgeAnswered(who, answer, rules);
  }
}

/**
 * What an answer means for a message: 2xx took it, unless it says no or is a page for people; 408, 425, 429, 5xx and a
 * failing network may pass, everything else will not. `who` begins the sentence, for instance `Slack`.
 */
export const judgeAnswer = (who: string, answer: HttpAnswer, now: Date): SendOutcome =>
  judge(who, answer, { now, takesPages: false });

/** The same of a server of which nothing is known: it may answer with any page that is none for signing in. */
export const judgeUnknownServer = (who: string, answer: HttpAnswer, now: Date): SendOutcome =>
  judge(who, answer, { now, takesPages: true });
