import type { SendOutcome } from '@app/domain';
import { connectGuarded, type EgressGuard, sharedTrust } from '@app/platform';
import { createTransport } from 'nodemailer';
import { createMailGuard } from './mail-guard.ts';
import { quoteProvider } from '../quote-provider.ts';
import type { Mail, Mailer } from './mail.ts';
import { judgeSmtpError } from './smtp-error.ts';
import { readSmtpLogin } from './smtp-login.ts';

/** Longest time of one delivery: mail servers take seconds to greet, and an attempt is given up after 15 s. */
const DEADLINE_MS = 14_000;
const STEP_TIMEOUT_MS = 10_000;
/** Greeting and login take part of the time; the deadline of the whole is kept in any case. */
const STEP_MARGIN_MS = 5_000;
/** Replies are a few lines; a server that never ends one is not listened to for long. */
const MAX_REPLY_BYTES = 65_536;
/** Submission with TLS from the start, and the other one (RFC 8314). */
const PORTS = { secure: 465, usual: 587 };

export interface SmtpOptions {
  /** `SMTP_URL`: `smtp://user:password@host:587` or `smtps://...`; options of nodemailer may follow as a query. */
  url: string;
  deadlineMs?: number;
  /** Default: one that goes anywhere. */
  guard?: EgressGuard;
  /** Certificates in PEM that are trusted besides the usual roots. */
  extraCertificates?: readonly string[];
}

/** A test must reach everybody: somebody sees that it does not, and can mend it. */
const accepted = (
  { isTest }: Mail,
  rejected: readonly string[],
  secrets: readonly string[],
): SendOutcome => {
  const taken = { is: 'taken', by: 'smtp' } as const;
  if (rejected.length === 0) return { outcome: 'sent', fact: taken };
  const notFor = quoteProvider(rejected.join(', '), secrets);
  return { outcome: isTest ? 'dead' : 'sent', fact: { ...taken, notFor } };
};

const addressOf = (recipient: string | { address: string }): string =>
  typeof recipient === 'string' ? recipient : recipient.address;

/** What is known of one attempt beside its answer. */
interface Progress {
  isConnected: boolean;
}

/** Sends mail through an SMTP server, over a connection of its own for each mail. */
export const createSmtpMailer = (options: SmtpOptions): Mailer => {
  const { url, deadlineMs = DEADLINE_MS } = options;
  const login = readSmtpLogin(url);

  return async (mail, { signal, timeoutMs = deadlineMs }) => {
    signal.throwIfAborted();
    const deadline = AbortSignal.timeout(timeoutMs);
    const progress: Progress = { isConnected: false };
    const transport = createMailTransport(options, {
      ...{ mustEncrypt: login.mustEncrypt, progress },
      // A server that was too slow once gets more time for each step, too.
      stepMs: Math.max(STEP_TIMEOUT_MS, timeoutMs - STEP_MARGIN_MS),
    });
    try {
      const { rejected } = await transport.sendMail({
        from: mail.from,
        to: [...mail.to],
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        headers: mail.headers,
        messageId: mail.messageId,
        references: mail.threadId,
        signal: AbortSignal.any([signal, deadline]),
      });
      return accepted(mail, rejected.map(addressOf), login.secrets);
    } catch (error) {
      signal.throwIfAborted();
      if (deadline.aborted) {
        return {
          outcome: 'retry',
          fact: { is: 'no-answer', by: 'smtp', why: 'unfinished', withinMs: timeoutMs },
          retryAfterMs: null,
          ...(progress.isConnected && { isUnanswered: true }),
        };
      }
      return judgeSmtpError(error, login);
    }
  };
};

const createMailTransport = (
  { url, guard = createMailGuard(), extraCertificates = [] }: SmtpOptions,
  { mustEncrypt, progress, stepMs }: { mustEncrypt: boolean; progress: Progress; stepMs: number },
) =>
  createTransport({
    url,
    tls: sharedTrust(extraCertificates)(),
    ...(mustEncrypt && { requireTLS: true }),
    connectionTimeout: stepMs,
    greetingTimeout: stepMs,
    socketTimeout: stepMs,
    maxResponseSize: MAX_REPLY_BYTES,
    // nodemailer would resolve names by itself.
    getSocket: ({ host = 'localhost', port, secure }, callback) => {
      const signal = AbortSignal.timeout(STEP_TIMEOUT_MS);
      const toPort = Number(port ?? (secure ? PORTS.secure : PORTS.usual));
      connectGuarded(guard, { host, port: toPort, signal }).then(
        (connection) => {
          progress.isConnected = true;
          callback(null, { connection });
        },
        (error: unknown) => {
          callback(error instanceof Error ? error : new Error(String(error)));
        },
      );
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
