import { isOnHold } from './auto-renew.ts';
import type { Registration } from './state.ts';
import { hasEnded, registrationWarning } from './step.ts';

/** What a target shows that watches a domain only, unless it is paused. */
export type RegistrationStatus = 'pending' | 'up' | 'degraded' | 'down' | 'unknown';

export interface StatusCircumstances {
  /** Days before the date from which on people are told. */
  readonly threshold: number;
  /** Lookups have failed for so long that people were told. */
  readonly isFailing: boolean;
  readonly now: Date;
}

/**
 * The status of a target that watches a domain only. It says what alerts about the domain say: `degraded` while it nears
 * its end, only its registry has renewed it, or it is on hold and so out of the DNS, `down` once it has ended or is not registered, `unknown` while nobody can
 * tell, `pending` until the first answer.
 */
export function registrationStatus(
  registration: Registration,
  { threshold, isFailing, now }: StatusCircumstances,
): RegistrationStatus {
  const { standing, outcome, answeredAt, expiresAt, statuses } = registration;
  const step = registrationWarning(registration, threshold, now);
  if (standing === 'not-found') return 'down';
  if (step !== null && step !== 'auto-renewed' && hasEnded(step)) return 'down';
  if (isFailing) return 'unknown';
  if (step !== null || isOnHold(statuses)) return 'degraded';
  if (answeredAt || expiresAt) return 'up';
  return outcome === 'unsupported' ? 'unknown' : 'pending';
}
