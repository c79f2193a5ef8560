import type { SendOutcome } from '@app/domain';
import { type EgressGuard, sharedTrust, USER_AGENT } from '@app/platform';
import type { Resend } from 'resend';
import { limitedRetryAfter } from '../http/limited-retry-after.ts';
import { createHttpPoster } from '../http/post.ts';
import { GuardedResend, UNANSWERED } from './guarded-resend.ts';
import { createMailGuard } from './mail-guard.ts';
import type { Mail, Mailer } from './mail.ts';
import { quoteProvider } from '../quote-provider.ts';

const DEADLINE_MS = 10_000;
const LONGEST_MS = 120_000;

export interface ResendOptions {
  apiKey: string;
  /** `RESEND_BASE_URL`; null for the provider's own address. */
  baseUrl: string | null;
  now: () => Date;
  deadlineMs?: number;
  /** Certificates in PEM that are trusted besides the usual roots. */
  extraCertificates?: readonly string[];
  /** Default: one that goes anywhere. */
  guard?: EgressGuard;
}

type Answer = Awaited<ReturnType<Resend['emails']['send']>>;

const KEY_REFUSED = new Set(['missing_api_key', 'invalid_api_key', 'restricted_api_key']);

const isPassing = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || status >= 500;

/** The package hands on whatever JSON came, so its types are a hope: a proxy may have answered instead. */
interface Refusal {
  status: number | null;
  name: string;
  /** Null where no reason was given. */
  message: string | null;
}

const refusalIn = (error: Answer['error']): Refusal => {
  const { statusCode, name, message }: Record<string, unknown> = { ...error };
  return {
    status: typeof statusCode === 'number' ? statusCode : null,
    name: typeof name === 'string' ? name : '',
    message: typeof message === 'string' ? message : null,
  };
};

const judgeRefusal = (
  { status, name, message }: Refusal,
  retryAfterMs: number | null,
  apiKey: string,
): SendOutcome => {
  if (status === null && name === UNANSWERED) {
    const why = message === 'closed' || message === 'timeout' ? message : 'other';
    const fact = { is: 'no-answer', by: 'resend', why } as const;
    return { outcome: 'retry', fact, retryAfterMs, isUnanswered: true };
  }
  if (status === null) {
    const fact = { is: 'no-answer', by: 'resend', why: 'other' } as const;
    return { outcome: 'retry', fact, retryAfterMs };
  }
  if (name === 'invalid_idempotent_request') {
    // The key is known with another text: Resend took this message before its alert changed.
    return { outcome: 'sent', fact: { is: 'taken', by: 'resend', isRepeated: true } };
  }
  const says = message === null ? {} : { says: quoteProvider(message, [apiKey]) };
  const fact = { is: 'answered', by: 'resend', status, ...says } as const;
  if (isPassing(status) || name === 'concurrent_idempotent_requests') {
    return { outcome: 'retry', fact, retryAfterMs };
  }
  return status === 401 || KEY_REFUSED.has(name)
    ? { outcome: 'dead', fact: { is: 'key-refused', by: 'resend' } }
    : { outcome: 'dead', fact };
};

const judge = (answer: Answer, { apiKey, now }: ResendOptions): SendOutcome => {
  if (answer.error === null) {
    return { outcome: 'sent', fact: { is: 'taken', by: 'resend' } };
  }
  const retryAfterMs = limitedRetryAfter(answer.headers?.['retry-after'] ?? null, now());
  return judgeRefusal(refusalIn(answer.error), retryAfterMs, apiKey);
};

/** Sends mail through Resend, which drops repetitions of an idempotency key for 24 hours. */
export const createResendMailer = (options: ResendOptions): Mailer => {
  const { apiKey, baseUrl, deadlineMs = DEADLINE_MS, guard = createMailGuard() } = options;
  const trust = sharedTrust(options.extraCertificates ?? []);
  // Without a base url the package reads RESEND_BASE_URL itself; configuration comes from one place here.
  const resend = new GuardedResend(apiKey, {
    baseUrl: (baseUrl ?? 'https://api.resend.com').replace(/\/$/, ''),
    // The deadline of the attempt is kept by its signal.
    post: createHttpPoster({ guard, userAgent: USER_AGENT, deadlineMs: LONGEST_MS, trust }),
  });

  return async (mail: Mail, { signal, timeoutMs = deadlineMs }) => {
    signal.throwIfAborted();
    const deadline = AbortSignal.timeout(timeoutMs);
    const answer = await resend.emails.send(
      {
        from: mail.from,
        to: [...mail.to],
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        headers: { ...mail.headers, References: mail.threadId },
      },
      { idempotencyKey: mail.idempotencyKey, signal: AbortSignal.any([signal, deadline]) },
    );
    if (answer.error) signal.throwIfAborted();
    if (answer.error && deadline.aborted) {
      return {
        outcome: 'retry',
        fact: { is: 'no-answer', by: 'resend', why: 'timeout', withinMs: timeoutMs },
        retryAfterMs: null,
        isUnanswered: true,
      };
    }
    return judge(answer, options);
  };
};
