import type { NoAnswer } from '@app/domain';
import { LookupError } from '@app/platform';
import { tlsFailure } from './tls-failure.ts';

const REASONS: Readonly<Record<string, NoAnswer['why']>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'closed',
  EPIPE: 'closed',
  UND_ERR_SOCKET: 'closed',
  ENOTFOUND: 'no-name',
  ENODATA: 'no-name',
  EBADNAME: 'no-name',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
};

const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;

/** Why no answer came. Takes the code only: messages of errors may quote what was sent. */
export const networkFailure = (error: unknown): NoAnswer => {
  // The code of undici's parser errors is often empty, their name never is.
  if (error instanceof Error && error.name === 'HTTPParserError') return { why: 'not-http' };
  const code = codeOf(error);
  if (!code) return { why: 'other' };
  const why = REASONS[code] ?? (error instanceof LookupError ? 'no-dns' : null);
  return why ? { why } : (tlsFailure(code) ?? { why: 'other', code });
};
