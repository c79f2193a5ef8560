import type { SendOutcome } from '@app/domain';
import type { NodemailerError } from 'nodemailer';
import { LookupError } from '@app/platform';
import { describeNetworkFailure } from '../http/network-failure.ts';
import { describeTlsFailure, isNoTls } from '../http/tls-failure.ts';
import { quoteProvider } from '../quote-provider.ts';
import type { SmtpLogin } from './smtp-login.ts';

const CONNECTION: Record<string, string> = {
  ECONNECTION: 'closed the connection',
  ETIMEDOUT: 'did not answer in time',
  EDNS: 'was not found by its name',
  ETLS: 'broke off while the connection was being encrypted',
};

/** Mistakes of the set-up, which waiting does not mend. */
const PERMANENT = new Set(['ECONFIG', 'ENOAUTH', 'EMESSAGE', 'EREQUIRETLS', 'EMAXRECIPIENTS']);

const IN_CLEAR: SendOutcome = {
  outcome: 'dead',
  detail:
    'The mail server offers no encryption here, and the password of SMTP_URL is not sent in clear. Write smtps:// with the port for TLS (465), ask the server for STARTTLS on port 587, or add ?requireTLS=false to SMTP_URL to send it all the same.',
};

interface Parts extends Partial<NodemailerError> {
  /** Code of the error below the one that nodemailer gave it. */
  originalCode?: string;
}

const partsOf = (error: unknown): Parts => (error instanceof Error ? error : {});

/** The code of a socket error; nodemailer wraps it and keeps it in the text. */
const systemCode = ({ originalCode, message = '' }: Parts): string | null =>
  originalCode ?? /\bE[A-Z]{4,}\b/.exec(message)?.[0] ?? null;

const retry = (detail: string): SendOutcome => ({ outcome: 'retry', detail, retryAfterMs: null });

/** The server does not encrypt, although it was asked to (RFC 3207 section 4; 454 is for now). */
const isUnencrypted = ({ command, responseCode, originalCode, message = '' }: Parts): boolean =>
  isNoTls(originalCode) ||
  (command === 'STARTTLS' && typeof responseCode === 'number' && responseCode !== 454) ||
  message.includes('does not support required STARTTLS');

const judgeReply = (code: number, reply: string, isLogin: boolean): SendOutcome => {
  const detail = `The mail server answered ${reply || code}`;
  if (code < 500) return retry(detail);
  const advice = isLogin ? ' Check user and password in SMTP_URL.' : '';
  return { outcome: 'dead', detail: `${detail}.${advice}` };
};

/** Codes that close the whole line, whatever they answer (RFC 5321 section 4.2.2; 421 to any command). */
const LINE_CLOSED = 421;

/** A no to one recipient, or for good to the text of one mail: the next mail may well be taken. */
const isOfThisMail = (command: string | undefined, code: number): boolean =>
  code !== LINE_CLOSED && (command === 'RCPT TO' || (command === 'DATA' && code >= 500));

const judgeConnection = (parts: Parts, secrets: readonly string[]): SendOutcome => {
  const socketCode = systemCode(parts);
  const ofTls = describeTlsFailure(parts.originalCode ?? null, 'SMTP_URL');
  if (ofTls) return retry(`The mail server ${ofTls}`);
  const reason = CONNECTION[parts.code ?? ''];
  if (reason) return retry(`The mail server ${reason}.`);
  return retry(
    socketCode
      ? `The mail server could not be reached (${socketCode}).`
      : `The mail server could not be used: ${quoteProvider(parts.message ?? '', secrets)}`,
  );
};

/** What a failed SMTP delivery means: 4xx replies and failing connections may pass (RFC 5321 section 4.2.1). */
export const judgeSmtpError = (
  error: unknown,
  { secrets, mustEncrypt }: SmtpLogin,
): SendOutcome => {
  if (error instanceof LookupError)
    return retry(`The mail server ${describeNetworkFailure(error)}.`);
  if (error instanceof Error && error.name === 'TimeoutError') {
    return retry('The mail server did not answer in time.');
  }
  const parts = partsOf(error);
  const { code = '', responseCode, response = '' } = parts;
  if (mustEncrypt && isUnencrypted(parts)) return IN_CLEAR;
  if (typeof responseCode === 'number') {
    const reply = quoteProvider(response, secrets).replace(/\.$/, '');
    const judged = judgeReply(responseCode, reply, code === 'EAUTH');
    return isOfThisMail(parts.command, responseCode) && judged.outcome !== 'sent'
      ? { ...judged, isOnlyThis: true }
      : judged;
  }
  if (code === 'EAUTH' || PERMANENT.has(code)) {
    return {
      outcome: 'dead',
      detail: `The mail could not be sent (${code}). Check SMTP_URL and MAIL_FROM.`,
    };
  }
  return judgeConnection(parts, secrets);
};
