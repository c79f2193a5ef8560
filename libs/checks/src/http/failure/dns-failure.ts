import type { Failure } from '@app/domain';
import { codeOf, failure, type FailureContext } from './context.ts';

const NO_ADDRESS = new Set(['ENOTFOUND', 'ENODATA']);
const REFUSED = new Set(['EREFUSED', 'EAI_FAIL']);
const BAD_ANSWER = new Set(['EBADRESP', 'EBADNAME', 'EFORMERR', 'EBADQUERY', 'EBADFAMILY']);

/**
 * What a failed name lookup says. That a name does not exist is a fact about the target; that our resolver gave
 * no answer is not, and makes the check inconclusive.
 */
export function dnsFailure(error: Error, { host }: FailureContext): Failure {
  const code = codeOf(error);
  if (NO_ADDRESS.has(code)) {
    return failure('dns', 'DNS_NOT_FOUND', `DNS knows no address for ${host}.`);
  }
  if (REFUSED.has(code)) {
    return failure('dns', 'DNS_REFUSED', `DNS refused to answer for ${host}.`);
  }
  if (BAD_ANSWER.has(code)) {
    return failure('dns', 'DNS_BAD_ANSWER', `DNS gave an unusable answer for ${host}.`);
  }
  return failure(
    'network',
    code === 'ETIMEOUT' ? 'DNS_TIMEOUT' : 'DNS_UNAVAILABLE',
    `The DNS resolver of this machine gave no answer for ${host}. That says nothing about the site.`,
  );
}
