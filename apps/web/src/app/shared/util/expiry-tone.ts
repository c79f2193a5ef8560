import type { RegistrationOutcome } from '@app/domain';

/** How a countdown looks: fine, people are told, or close to the end. */
export type ExpiryTone = 'up' | 'degraded' | 'down';

/** From here on the domain calls an expiry at least `high`; a test holds the two together. */
const CLOSE_DAYS = 3;

/** The tone of so many days left, for somebody who is told from `thresholdDays` on. */
export function expiryTone(daysLeft: number, thresholdDays: number): ExpiryTone {
  if (daysLeft <= 0) return 'down';
  if (daysLeft > thresholdDays) return 'up';
  return daysLeft <= CLOSE_DAYS ? 'down' : 'degraded';
}

const LOST: ReadonlySet<string> = new Set<RegistrationOutcome>([
  'redemption',
  'pending-delete',
  'not-found',
]);

/** A date is no comfort once the registration was deleted. */
export const isLost = (outcome: string | null | undefined): boolean => LOST.has(outcome ?? '');
