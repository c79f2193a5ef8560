import type { SendOutcome } from '@app/domain';
import { Resend } from 'resend';
import { parseRetryAfter } from '../http/retry-after.ts';
import type { Mail, Mailer } from './mail.ts';
import { quoteProvider } from './quote.ts';

const DEADLINE_MS = 10_000;

export interface ResendOptions {
  apiKey: string;
  /** `RESEND_BASE_URL`; null for the provider's own address. */
  baseUrl: string | null;
  now: () => Date;
  deadlineMs?: number;
}

type Answer = Awaited<ReturnType<Resend['emails']['send']>>;

const isPassing = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || status >= 500;

const judgeError = (
  { error, headers }: Extract<Answer, { data: null }>,
  { apiKey, now }: ResendOptions,
): SendOutcome => {
  const status = error.statusCode;
  if (status === null) {
    return { outcome: 'retry', detail: 'Resend could not be reached.', retryAfterMs: null };
  }
  if (error.name === 'invalid_idempotent_request') {
    // The key is known with another text: Resend took this message before its alert changed.
    return { outcome: 'sent', detail: 'Resend had already taken this message.' };
  }
  const quote = quoteProvider(error.message, [apiKey]);
  if (isPassing(status) || error.name === 'concurrent_idempotent_requests') {
    return {
      outcome: 'retry',
      detail: `Resend answered ${status}: ${quote}`,
      retryAfterMs: parseRetryAfter(headers?.['retry-after'] ?? null, now()),
    };
  }
  return status === 401 || error.name === 'invalid_api_key' || error.name === 'restricted_api_key'
    ? { outcome: 'dead', detail: `Resend refused the key. Check RESEND_API_KEY.` }
    : { outcome: 'dead', detail: `Resend answered ${status}: ${quote}` };
};

const judge = (answer: Answer, options: ResendOptions): SendOutcome =>
  answer.error === null
    ? {
        outcome: 'sent',
        detail: `Resend took the message as ${quoteProvider(answer.data.id, [options.apiKey])}.`,
      }
    : judgeError(answer, options);

/** Sends mail through Resend, which drops repetitions of an idempotency key for 24 hours. */
export const createResendMailer = (options: ResendOptions): Mailer => {
  const { apiKey, baseUrl, deadlineMs = DEADLINE_MS } = options;
  // Without a base url the package reads RESEND_BASE_URL itself; configuration comes from one place here.
  const resend = new Resend(apiKey, { baseUrl: baseUrl ?? 'https://api.resend.com' });

  return async (mail: Mail, { signal }) => {
    signal.throwIfAborted();
    const deadline = AbortSignal.timeout(deadlineMs);
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
        detail: `Resend did not answer within ${deadlineMs / 1_000} s.`,
        retryAfterMs: null,
      };
    }
    return judge(answer, options);
  };
};
