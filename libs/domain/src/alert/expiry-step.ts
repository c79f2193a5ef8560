const DAY_MS = 86_400_000;

/** Days before an expiry at which people are told; the threshold of a target comes before them. */
const EXPIRY_REMINDER_DAYS = [14, 7, 3, 1] as const;

/** An expiry threshold: that many days left or fewer, or expired. */
export type ExpiryStep = number | 'expired';

/**
 * Whole days until an expiry. A day that has begun counts in full, so 1 means "within the next 24 hours"; 0 or
 * less means that it has passed, and -1 stands for any part of the first day after it.
 */
export function daysLeft(expiresAt: Date, now: Date): number {
  const days = (expiresAt.getTime() - now.getTime()) / DAY_MS;
  return days > 0 ? Math.ceil(days) : Math.floor(days);
}

/** The expiry thresholds that apply to the setting of a target in days, from the first warning to `expired`. */
export function expirySteps(threshold: number): ExpiryStep[] {
  const thresholds = [threshold, ...EXPIRY_REMINDER_DAYS.filter((days) => days < threshold)];
  return [...thresholds.filter((days) => days > 0), 'expired'];
}

/** The threshold that is reached with so many days left (see `daysLeft`); null while there is nothing to tell. */
export function expiryStep(days: number, threshold: number): ExpiryStep | null {
  if (days <= 0) return 'expired';
  return expirySteps(threshold).findLast((step) => step !== 'expired' && days <= step) ?? null;
}

/**
 * Days before the end of a certificate at which people are told first: the threshold, but at most a third of the
 * lifetime, because short-lived certificates are renewed late by design (lifetimes fall to 47 days by 2029, and
 * certificates of six days exist).
 */
export function certificateThreshold(threshold: number, lifetimeDays: number): number {
  return Math.floor(Math.min(threshold, lifetimeDays / 3));
}
