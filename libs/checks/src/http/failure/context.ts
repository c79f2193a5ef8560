import type { Failure, FailureClass } from '@app/domain';
import type { Phase } from '../phase-clock.ts';

/** What a message may say about the request that failed. */
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
  message: string,
): Failure => ({ class: failureClass, code, message });
