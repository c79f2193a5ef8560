import { describeEgress, type EgressDenial, type EgressFact, type EgressReason } from '@app/domain';

/** A connection that the egress policy forbids; nothing was sent. Its message is for logs, what people read is made of the fact. */
export class EgressDeniedError extends Error {
  readonly code: EgressReason;
  readonly fact: EgressFact;

  constructor({ reason, fact }: EgressDenial) {
    super(describeEgress(fact));
    this.name = 'EgressDeniedError';
    this.code = reason;
    this.fact = fact;
  }
}
