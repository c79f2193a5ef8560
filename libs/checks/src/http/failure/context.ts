import type { Failure, FailureClass, FailureFact } from '@app/domain';
import type { Phase } from '../phase-clock.ts';

/** What a failure may say about the request that failed. */
export interface FailureContext {
  readonly host: string;
  readonly port: number;
  readonly phase: Phase;
  /** The address that was tried last. */
  readonly address: string | null;
  readonly timeoutMs: number;
}

export const failure = (
  failureClass: FailureClass,
  code: string | null,
  fact: FailureFact,
): Failure => ({ class: failureClass, code, fact });

/** A failure whose code says it all. */
export const codeFailure = (failureClass: FailureClass, code: string): Failure =>
  failure(failureClass, code, { is: 'code' });
