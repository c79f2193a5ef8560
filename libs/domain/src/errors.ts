/** Why a use case refused: each code is answered to clients in its own way. */
export type DomainErrorCode = 'not-found' | 'conflict' | 'invalid' | 'precondition' | 'limit';

export interface DomainErrorOptions {
  /** Machine-readable reason, for instance `EGRESS_PRIVATE`. */
  reason?: string;
  /** Input field that is at fault, dotted, for instance `request.headers`. */
  field?: string;
  cause?: unknown;
}

/** An expected refusal of a use case; the message is a sentence for people. */
export class DomainError extends Error {
  readonly code: DomainErrorCode;
  readonly reason: string | null;
  readonly field: string | null;

  constructor(code: DomainErrorCode, message: string, options: DomainErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'DomainError';
    this.code = code;
    this.reason = options.reason ?? null;
    this.field = options.field ?? null;
  }
}

export const notFound = (thing: string): DomainError =>
  new DomainError('not-found', `There is no ${thing} with this id. It may have been removed.`);
