import type { SendOutcome } from '@app/domain';
import type { NodemailerError } from 'nodemailer';
import { LookupError } from '@app/platform';
import { describeNetworkFailure } from '../http/network-failure.ts';
import { quoteProvider } from './quote.ts';

const CONNECTION: Record<string, string> = {
  ECONNECTION: 'closed the connection',
  ETIMEDOUT: 'did not answer in time',
  EDNS: 'was not found by its name',
  ETLS: 'has a TLS problem',
};

/** Mistakes of the set-up, which waiting does not mend. */
const PERMANENT = new Set(['ECONFIG', 'ENOAUTH', 'EMESSAGE', 'EREQUIRETLS', 'EMAXRECIPIENTS']);

const asNodemailerError = (error: unknown): Partial<NodemailerError> =>
  error instanceof Error ? error : {};

/** The code of a socket error; nodemailer wraps it and keeps it in the text. */
const systemCode = (text: string): string | null => /\bE[A-Z]{4,}\b/.exec(text)?.[0] ?? null;

const retry = (detail: string): SendOutcome => ({ outcome: 'retry', detail, retryAfterMs: null });

const judgeReply = (code: number, reply: string, isLogin: boolean): SendOutcome => {
  const detail = `The mail server answered ${reply || code}`;
  if (code < 500) return retry(detail);
  const advice = isLogin ? ' Check user and password in SMTP_URL.' : '';
  return { outcome: 'dead', detail: `${detail}.${advice}` };
};

/** What a failed SMTP delivery means: 4xx replies and failing connections may pass (RFC 5321 section 4.2.1). */
export const judgeSmtpError = (error: unknown, secrets: readonly string[]): SendOutcome => {
  if (error instanceof LookupError)
    return retry(`The mail server ${describeNetworkFailure(error)}.`);
  if (error instanceof Error && error.name === 'TimeoutError') {
    return retry('The mail server did not answer in time.');
  }
  const { code = '', responseCode, response = '', message = '' } = asNodemailerError(error);
  if (typeof responseCode === 'number') {
    const reply = quoteProvider(response, secrets).replace(/\.$/, '');
    return judgeReply(responseCode, reply, code === 'EAUTH');
  }
  if (code === 'EAUTH' || PERMANENT.has(code)) {
    return {
      outcome: 'dead',
      detail: `The mail could not be sent (${code}). Check SMTP_URL and MAIL_FROM.`,
    };
  }
  const reason = CONNECTION[code];
  if (reason) return retry(`The mail server ${reason}.`);
  const socketCode = systemCode(message);
  return retry(
    socketCode
      ? `The mail server could not be reached (${socketCode}).`
      : `The mail server could not be used: ${quoteProvider(message, secrets)}`,
  );
};
