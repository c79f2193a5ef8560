import type { EgressDenial, EgressReason } from '@app/domain';

/** A connection that the egress policy forbids; nothing was sent. The message names range and remedy. */
export class EgressDeniedError extends Error {
  readonly code: EgressReason;

  constructor(denial: EgressDenial) {
    super(denial.message);
    this.name = 'EgressDeniedError';
    this.code = denial.reason;
  }
}
