import type { Failure } from '@app/domain';
import { LookupError } from '@app/platform';
import { failure, type FailureContext } from './context.ts';
import { codeOf } from '../error-code.ts';

const NO_ADDRESS = new Set(['ENOTFOUND', 'ENODATA']);

/** Failures of a name whose servers give no usable answer, by the code of c-ares: our code, and what they do. */
const OF_THE_NAME: Readonly<Record<string, readonly [code: string, does: string]>> = {
  ESERVFAIL: ['DNS_SERVFAIL', 'give no usable answer (SERVFAIL)'],
  EREFUSED: ['DNS_REFUSED', 'refuse to answer (REFUSED)'],
  ETIMEOUT: ['DNS_TIMEOUT', 'give no answer'],
};
const BAD_ANSWER = ['DNS_BAD_ANSWER', 'give an unusable answer'] as const;

const notFound = (code: string, host: string): Failure | null => {
  if (NO_ADDRESS.has(code)) {
    return failure('dns', 'DNS_NOT_FOUND', `DNS knows no address for ${host}.`);
  }
  if (code === 'EBADNAME') {
    return failure('dns', 'DNS_BAD_NAME', `${host} is not a name that DNS can have.`);
  }
  return null;
};

function failureOfName({ code, isDnssecBroken }: LookupError, host: string): Failure {
  if (isDnssecBroken) {
    return failure(
      'dns',
      'DNSSEC_BROKEN',
      `The DNSSEC signatures of ${host} are broken, so resolvers that check them refuse its name (SERVFAIL).`,
    );
  }
  const [ours, does] = OF_THE_NAME[code] ?? BAD_ANSWER;
  return failure(
    'dns',
    ours,
    `The name servers of ${host} ${does}, while the resolver answers for other names.`,
  );
}

function failureOfResolver(code: string, host: string): Failure {
  const does = NO_ADDRESS.has(code)
    ? `finds ${host} no more, nor most of the other names`
    : `gave no answer for ${host}`;
  return failure(
    'network',
    code === 'ETIMEOUT' ? 'DNS_TIMEOUT' : 'DNS_UNAVAILABLE',
    `The DNS resolver of this machine ${does}. That says nothing about the site.`,
  );
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
