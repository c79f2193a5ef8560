import { type AlertCause, describeCause, isKnownCause, stableHash } from '@app/domain';

/**
 * Why there is an alert, as alerts and outbox entries store it: facts, and beside them the English sentence that they
 * made, which is all that an older version reads and writes.
 */
export interface CauseFields {
  /** Absent only on what a later version stores. */
  reason?: string;
  /** Absent for a cause that is a sentence. */
  cause?: AlertCause;
  /** Hash of the sentence that was stored with the facts: another one has come after them. */
  reasonHash?: number;
}

export function toCauseFields(cause: AlertCause): CauseFields {
  const reason = describeCause(cause);
  return cause.is === 'text' ? { reason } : { reason, cause, reasonHash: stableHash(reason) };
}

/**
 * The facts count while the sentence beside them is the one that came with them. Where it is not, an older version has
 * written a new one since, and where a newer version stored facts that this one does not know, the sentence is all there is.
 */
export function fromCauseFields({ reason, cause, reasonHash }: CauseFields): AlertCause {
  if (reason === undefined) return cause ?? { is: 'text', text: '' };
  const isCurrent = cause && isKnownCause(cause) && reasonHash === stableHash(reason);
  return isCurrent ? cause : { is: 'text', text: reason };
}
