import type { NoAnswer, SendFact, SendOutcome } from '@app/domain';
import type { NodemailerError } from 'nodemailer';
import { LookupError } from '@app/platform';
import { networkFailure } from '../http/network-failure.ts';
import { isNoTls, tlsFailure } from '../http/tls-failure.ts';
import { quoteProvider } from '../quote-provider.ts';
import type { SmtpLogin } from './smtp-login.ts';

const CONNECTION: Readonly<Record<string, NoAnswer['why']>> = {
  ECONNECTION: 'closed',
  ETIMEDOUT: 'timeout',
  EDNS: 'no-name',
  ETLS: 'tls-broken-off',
};

/** Mistakes of the set-up, which waiting does not mend. */
const PERMANENT = new Set(['ECONFIG', 'ENOAUTH', 'EMESSAGE', 'EREQUIRETLS', 'EMAXRECIPIENTS']);

interface Parts extends Partial<NodemailerError> {
  /** Code of the error below the one that nodemailer gave it. */
  originalCode?: string;
}

const partsOf = (error: unknown): Parts => (error instanceof Error ? error : {});

/** The code of a socket error; nodemailer wraps it and keeps it in the text. */
const systemCode = ({ originalCode, message = '' }: Parts): string | null =>
  originalCode ?? /\bE[A-Z]{4,}\b/.exec(message)?.[0] ?? null;

const retry = (fact: SendFact): SendOutcome => ({ outcome: 'retry', fact, retryAfterMs: null });
const unanswered = (answer: NoAnswer): SendOutcome =>
  retry({ is: 'no-answer', by: 'smtp', ...answer });

/** The server does not encrypt, although it was asked to (RFC 3207 section 4; 454 is for now). */
const isUnencrypted = ({ command, responseCode, originalCode, message = '' }: Parts): boolean =>
  isNoTls(originalCode) ||
  (command === 'STARTTLS' && typeof responseCode === 'number' && responseCode !== 454) ||
  message.includes('does not support required STARTTLS');

const judgeReply = (status: number, reply: string, isLogin: boolean): SendOutcome => {
  const fact = { is: 'replied', by: 'smtp', status, ...(reply && { says: reply }) } as const;
  if (status < 500) return retry(fact);
  return { outcome: 'dead', fact: isLogin ? { ...fact, isLogin } : fact };
};

/** Codes that close the whole line, whatever they answer (RFC 5321 section 4.2.2; 421 to any command). */
const LINE_CLOSED = 421;

/** A no to one recipient, or for good to the text of one mail: the next mail may well be taken. */
const isOfThisMail = (command: string | undefined, code: number): boolean =>
  code !== LINE_CLOSED && (command === 'RCPT TO' || (command === 'DATA' && code >= 500));

const judgeConnection = (parts: Parts, secrets: readonly string[]): SendOutcome => {
  const ofTls = tlsFailure(parts.originalCode ?? null);
  if (ofTls) return unanswered(ofTls);
  const why = CONNECTION[parts.code ?? ''];
  if (why) return unanswered({ why });
  const code = systemCode(parts);
  return unanswered({
    why: 'other',
    ...(code ? { code } : { says: quoteProvider(parts.message ?? '', secrets) }),
  });
};

/** What a failed SMTP delivery means: 4xx replies and failing connections may pass (RFC 5321 section 4.2.1). */
export const judgeSmtpError = (
  error: unknown,
  { secrets, mustEncrypt }: SmtpLogin,
): SendOutcome => {
  if (error instanceof LookupError) return unanswered(networkFailure(error));
  if (error instanceof Error && error.name === 'TimeoutError')
    return unanswered({ why: 'timeout' });
  const parts = partsOf(error);
  const { code = '', responseCode, response = '' } = parts;
  if (mustEncrypt && isUnencrypted(parts)) {
    return { outcome: 'dead', fact: { is: 'unencrypted', by: 'smtp' } };
  }
  if (typeof responseCode === 'number') {
    const reply = quoteProvider(response, secrets).replace(/\.$/, '');
    const judged = judgeReply(responseCode, reply, code === 'EAUTH');
    return isOfThisMail(parts.command, responseCode) && judged.outcome !== 'sent'
      ? { ...judged, isOnlyThis: true }
      : judged;
  }
  if (code === 'EAUTH' || PERMANENT.has(code)) {
    return { outcome: 'dead', fact: { is: 'bad-settings', by: 'smtp', code } };
  }
  return judgeConnection(parts, secrets);
};
