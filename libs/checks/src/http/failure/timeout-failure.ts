import type { Failure } from '@app/domain';
import { failure, type FailureContext } from './context.ts';

/** The total deadline of the check ran out. */
export class DeadlineError extends Error {
  constructor() {
    super('The deadline of the check ran out.');
    this.name = 'DeadlineError';
  }
}

/** A silent resolver is ours, every later silence is the target's. */
export function timeoutFailure({ phase, host, timeoutMs }: FailureContext): Failure {
  return phase === 'dns'
    ? failure('network', 'DNS_TIMEOUT', { is: 'resolver', host, timeoutMs })
    : failure('timeout', phase, { is: 'deadline', timeoutMs });
}
