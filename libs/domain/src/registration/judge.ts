import { daysLeft, expiryStep, type ExpiryStep } from '../alert/expiry-step.ts';
import type { DatePrecision } from './schema.ts';
import type { Registration } from './state.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A date this old may be out of date. */
const STALE_AFTER_MS = 7 * DAY_MS;
/** Near enough to the date that people must know that it cannot be verified. */
const STALE_WITHIN_MS = 45 * DAY_MS;
/** "Expired" is only said on the word of an answer younger than this. */
const VERIFIED_MS = DAY_MS;
const RENEWAL_MS = 30 * DAY_MS;

/** The last moment that a date can mean: a day, stored as noon UTC, ends last at UTC-12. */
const latest = (expiresAt: Date, precision: DatePrecision): Date =>
  precision === 'instant' ? expiresAt : new Date(expiresAt.getTime() + DAY_MS);

/** True when a date has passed wherever on earth the registry means it. */
export const isPast = (expiresAt: Date, precision: DatePrecision, now: Date): boolean =>
  now >= latest(expiresAt, precision);

/** Whole days until the registration ends, as `daysLeft` counts them; null without a date. */
export function registrationDaysLeft(
  { expiresAt, precision }: Pick<Registration, 'expiresAt' | 'precision'>,
  now: Date,
): number | null {
  if (!expiresAt) return null;
  const last = latest(expiresAt, precision);
  return now >= last ? daysLeft(last, now) : Math.max(1, daysLeft(expiresAt, now));
}

/** True when the date is near and has not been confirmed for a week: a warning of its own. */
export function isStale(registration: Registration, now: Date): boolean {
  const { expiresAt, confirmedAt, source } = registration;
  if (!expiresAt || !confirmedAt || source === 'manual') return false;
  const age = now.getTime() - confirmedAt.getTime();
  return age > STALE_AFTER_MS && expiresAt.getTime() - now.getTime() <= STALE_WITHIN_MS;
}

/**
 * The expiry threshold that a domain has reached; null while there is nothing to tell. A registry's date that
 * has passed without a fresh answer stays at the last warning: unknown never means expired.
 */
export function registrationStep(
  registration: Registration,
  threshold: number,
  now: Date,
): ExpiryStep | null {
  const days = registrationDaysLeft(registration, now);
  if (days === null) return null;
  const { source, confirmedAt } = registration;
  const isVerified =
    source === 'manual' ||
    (confirmedAt !== null && now.getTime() - confirmedAt.getTime() <= VERIFIED_MS);
  return expiryStep(isVerified ? days : Math.max(1, days), threshold);
}

/** True when a date moved far enough to be a renewal and not a correction. */
export const isRenewal = (from: Date, to: Date): boolean =>
  to.getTime() - from.getTime() >= RENEWAL_MS;
