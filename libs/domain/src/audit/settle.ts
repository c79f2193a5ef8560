import type { AuditOutcome } from './entry.ts';

/** Codes of refusals because of who asks. */
const NOT_ALLOWED = new Set(['UNAUTHORIZED', 'FORBIDDEN']);
/** Codes of faults of ours, which may have left something half done. */
const FAULTS = new Set(['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE', 'TIMEOUT']);

/** What an entry says of a call that was not done; null where it has changed nothing, and gets no entry. */
export function auditOutcomeOf(code: string): Exclude<AuditOutcome, 'done' | 'unknown'> | null {
  if (NOT_ALLOWED.has(code)) return 'refused';
  return FAULTS.has(code) ? 'failed' : null;
}
