import { LookupError } from '@app/platform';
import { describeTlsFailure } from './tls-failure.ts';

const PREDICATES: Record<string, string> = {
  ECONNREFUSED: 'refused the connection',
  ECONNRESET: 'closed the connection before it answered',
  EPIPE: 'closed the connection before it answered',
  UND_ERR_SOCKET: 'closed the connection before it answered',
  ENOTFOUND: 'was not found by its name',
  ENODATA: 'was not found by its name',
  EBADNAME: 'was not found by its name',
  ETIMEDOUT: 'did not answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'did not answer in time',
  EHOSTUNREACH: 'is not reachable from this network',
  ENETUNREACH: 'is not reachable from this network',
};

const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;

/** Why no answer came, as a predicate for a sentence. Takes the code only: messages of errors may quote what was sent. */
export const describeNetworkFailure = (error: unknown): string => {
  // The code of undici's parser errors is often empty, their name never is.
  if (error instanceof Error && error.name === 'HTTPParserError') return 'did not answer in HTTP';
  const code = codeOf(error);
  if (!code) return 'could not be reached';
  const predicate = PREDICATES[code];
  if (predicate) return predicate;
  if (error instanceof LookupError) return 'could not be looked up, because DNS does not answer';
  // The sentence is ended by whoever says it.
  const ofTls = describeTlsFailure(code, 'its address');
  return ofTls ? ofTls.replace(/\.$/, '') : `could not be reached (${code})`;
};
