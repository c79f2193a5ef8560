import type { SendFact, SendOutcome } from '@app/domain';
import { limitedRetryAfter, limitedWait } from './limited-retry-after.ts';
import type { HttpAnswer } from './post.ts';
import { isSignInPage, isWebPage, readRefusal, type Refusal, retryAfterIn } from './read-answer.ts';

/** Client errors that pass by themselves: request timeout, too early, too many requests. */
const PASSING = new Set([408, 425, 429]);

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

/** Wait that a provider asks for, in a header or in its answer; null when it says nothing. */
export const askedWait = ({ retryAfter, body }: Answered, now: Date): number | null => {
  const waits = [limitedRetryAfter(retryAfter, now), limitedWait(retryAfterIn(body))];
  const asked = waits.filter((wait) => wait !== null);
  return asked.length > 0 ? Math.max(...asked) : null;
};

/** A no, whatever the status says. */
export const judgeRefusal = (
  by: string,
  { reason }: Refusal,
  retryAfterMs: number | null,
): SendOutcome => {
  const fact: SendFact = { is: 'refused', by, ...(reason === null ? {} : { reason }) };
  return (reason !== null && PASSING_REASONS.has(reason)) || retryAfterMs !== null
    ? { outcome: 'retry', fact, retryAfterMs }
    : { outcome: 'dead', fact };
};

/** What another server answers in place of the one that was meant, which is no yes. */
export const judgeOtherServer = (by: string, status: number): SendOutcome => ({
  ...{ outcome: 'retry', fact: { is: 'other-server', by, status }, retryAfterMs: null },
});

interface Rules {
  now: Date;
  /** Whether pages for people confirm a message, if they are none for signing in. */
  takesPages: boolean;
}

function judgeAnswered(by: string, answer: Answered, { now, takesPages }: Rules): SendOutcome {
  const { status, body, pauseMs } = answer;
  const retryAfterMs = askedWait(answer, now);
  if (status >= 200 && status < 300) {
    const refused = readRefusal(body);
    if (refused) return judgeRefusal(by, refused, retryAfterMs);
    if (takesPages ? isSignInPage(body) : isWebPage(body)) {
      return { outcome: 'retry', fact: { is: 'page', by, status }, retryAfterMs: null };
    }
    const fact: SendFact = { is: 'taken', by, status };
    return { outcome: 'sent', fact, ...(pauseMs === undefined ? {} : { pauseMs }) };
  }
  const fact: SendFact = { is: 'answered', by, status };
  return !PASSING.has(status) && status < 500
    ? { outcome: 'dead', fact }
    : { outcome: 'retry', fact, retryAfterMs };
}

function judge(by: string, answer: HttpAnswer, rules: Rules): SendOutcome {
  switch (answer.kind) {
    case 'denied':
      return { outcome: 'dead', fact: { is: 'denied', fault: answer.fault } };
    case 'failed':
      return {
        outcome: 'retry',
        fact: { is: 'no-answer', by, ...answer.failure },
        retryAfterMs: null,
        ...(answer.isUnanswered && { isUnanswered: true }),
      };
    case 'answered':
      return judgeAnswered(by, answer, rules);
  }
}

/**
 * What an answer means for a message: 2xx took it, unless it says no or is a page for people; 408, 425, 429, 5xx and a
 * failing network may pass, everything else will not. `by` is the kind of the channel.
 */
export const judgeAnswer = (by: string, answer: HttpAnswer, now: Date): SendOutcome =>
  judge(by, answer, { now, takesPages: false });

/** The same of a server of which nothing is known: it may answer with any page that is none for signing in. */
export const judgeUnknownServer = (by: string, answer: HttpAnswer, now: Date): SendOutcome =>
  judge(by, answer, { now, takesPages: true });
