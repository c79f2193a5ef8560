import { expirySeverity } from '../alert/expiry-severity.ts';
import type { Severity } from '../alert/kind.ts';
import type { EndOfLife, RegistrationStep } from '../alert/registration-step.ts';
import { isPast, isStale, registrationStep } from './judge.ts';
import type { Registration } from './state.ts';

/** Days left as it were: the lower, the worse. */
const RANKS: Record<Exclude<RegistrationStep, number>, number> = {
  stale: Infinity,
  expired: 0,
  'auto-renewed': -0.5,
  undelegated: -0.75,
  redemption: -1,
  'pending-delete': -2,
  'not-found': -3,
};

const rankOf = (step: RegistrationStep): number => (typeof step === 'number' ? step : RANKS[step]);

/** Whether a step comes after another one. */
export const isLaterRegistrationStep = (step: RegistrationStep, than: RegistrationStep): boolean =>
  rankOf(step) < rankOf(than);

/** Whether a step means that the domain is no longer its holder's as it was. */
export const hasEnded = (step: RegistrationStep): boolean => rankOf(step) <= RANKS.expired;

/** Whether a step is an end that a registry stated, whatever the date says. */
export const isEndOfLife = (step: RegistrationStep): step is EndOfLife =>
  rankOf(step) <= RANKS.redemption;

/** Whether a step may be followed by a better one: what was lost is back. */
export const isBetterAgain = (step: RegistrationStep, than: RegistrationStep): boolean =>
  (isEndOfLife(than) && !isEndOfLife(step)) ||
  (than === 'undelegated' && isLaterRegistrationStep(than, step));

/** How bad it is to have reached a step. */
export function registrationSeverity(step: RegistrationStep): Severity {
  if (step === 'stale') return 'warning';
  return typeof step === 'number' ? expirySeverity(step) : 'critical';
}

/**
 * The step that people must be told of; null while there is nothing to tell. The end of a domain's life counts once
 * it is believed (see `mergeRegistration`), and stays until a registry says otherwise.
 *
 * @param threshold days before the date from which on people are told
 */
export function registrationWarning(
  registration: Registration,
  threshold: number,
  now: Date,
): RegistrationStep | null {
  const { standing, answeredAt } = registration;
  switch (standing) {
    case 'redemption':
    case 'pending-delete':
      return standing;
    case 'not-found':
      // Of a name that was never seen as registered nobody has lost anything.
      return answeredAt ? standing : dateWarning(registration, threshold, now);
    default:
      return dateWarning(registration, threshold, now);
  }
}

function dateWarning(
  registration: Registration,
  threshold: number,
  now: Date,
): RegistrationStep | null {
  const { autoRenewedTo, expiresAt, precision, delegation } = registration;
  if (delegation?.lostAt) return 'undelegated';
  if (autoRenewedTo && expiresAt && isPast(expiresAt, precision, now)) return 'auto-renewed';
  const step = registrationStep(registration, threshold, now);
  return step ?? (isStale(registration, now) ? 'stale' : null);
}
