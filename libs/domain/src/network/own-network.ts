import type { Failure, FailureClass } from '../check/schema.ts';
import type { Offline } from '../check/failure-fact.ts';

/** Code of failures that were found while the machine itself was offline. */
export const OFFLINE_CODE = 'OFFLINE';

/** Ways to fail that a machine brings about when its own network is away. */
const NETWORK_WAYS: ReadonlySet<FailureClass> = new Set([
  'dns',
  'reset',
  'unreachable',
  'timeout',
  'network',
]);

/** Failures that only an answer can show: whoever sent it was reached. */
const ANSWERS: ReadonlySet<FailureClass> = new Set([
  'tls',
  'status',
  'content',
  'redirect',
  'too-large',
  'protocol',
]);

/** True for a failure that may be that of the machine's own network, so that others must be asked first. */
export const isNetworkFailure = (failure: Failure | null): boolean =>
  failure !== null && NETWORK_WAYS.has(failure.class);

/** True for a result that shows that somebody outside was reached. */
export const isAnswer = (failure: Failure | null): boolean =>
  failure === null || ANSWERS.has(failure.class);

/** What a check found while the machine was offline: nothing about the target. */
export const offlineFailure = (offline: Offline): Failure => ({
  class: 'network',
  code: OFFLINE_CODE,
  fact: { is: 'offline', ...offline },
});
