import type { Failure } from '@app/domain';
import { LookupError } from '@app/platform';
import { failure, type FailureContext } from './context.ts';
import { codeOf } from '../error-code.ts';

const NO_ADDRESS = new Set(['ENOTFOUND', 'ENODATA']);

/** Codes of a name whose servers give no usable answer, by the code of c-ares. */
const OF_THE_NAME: Readonly<Record<string, string>> = {
  ESERVFAIL: 'DNS_SERVFAIL',
  EREFUSED: 'DNS_REFUSED',
  ETIMEOUT: 'DNS_TIMEOUT',
};

const notFound = (code: string, host: string): Failure | null => {
  if (NO_ADDRESS.has(code)) {
    return failure('dns', 'DNS_NOT_FOUND', { is: 'no-address', host });
  }
  if (code === 'EBADNAME') {
    return failure('dns', 'DNS_BAD_NAME', { is: 'bad-name', host });
  }
  return null;
};

function failureOfName({ code, isDnssecBroken }: LookupError, host: string): Failure {
  if (isDnssecBroken) return failure('dns', 'DNSSEC_BROKEN', { is: 'dnssec', host });
  return failure('dns', OF_THE_NAME[code] ?? 'DNS_BAD_ANSWER', { is: 'name-servers', host });
}

function failureOfResolver(code: string, host: string): Failure {
  const isLost = NO_ADDRESS.has(code);
  return failure('network', code === 'ETIMEOUT' ? 'DNS_TIMEOUT' : 'DNS_UNAVAILABLE', {
    is: 'resolver',
    host,
    ...(isLost ? { isLost } : {}),
  });
}

/**
 * What a failed name lookup says. That a name does not exist, or that its servers fail, is a fact about the target; that
 * our resolver fails is not, and makes the check inconclusive. Which of the two it is the resolver found out.
 */
export function dnsFailure(error: Error, { host }: FailureContext): Failure {
  const code = codeOf(error);
  if (error instanceof LookupError && error.fault === 'resolver') {
    return failureOfResolver(code, host);
  }
  const absent = notFound(code, host);
  if (absent) return absent;
  return error instanceof LookupError ? failureOfName(error, host) : failureOfResolver(code, host);
}
