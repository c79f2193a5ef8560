import type { Registration } from './state.ts';

const DAY_MS = 86_400_000;
/** A registry's date younger than this is better than anything typed in. */
const FRESH_MS = 7 * DAY_MS;

/** True when a date that a person types in would count: a registry has told none, or none within the last week. */
export function takesTypedExpiry(
  { source, confirmedAt }: Pick<Registration, 'source' | 'confirmedAt'>,
  now: Date,
): boolean {
  if (source === null || source === 'manual' || confirmedAt === null) return true;
  return now.getTime() - confirmedAt.getTime() > FRESH_MS;
}

/**
 * Takes an expiry date that a person typed in, or takes it back (null). It is the last resort: a date that a
 * registry confirmed within the last week stays, and any later answer with a date replaces it.
 *
 * @param day the calendar date, at any time of that day in UTC
 */
export function typeInExpiry(
  registration: Registration,
  day: Date | null,
  now: Date,
): Registration {
  if (!takesTypedExpiry(registration, now)) return registration;
  const isStated = registration.source !== null && registration.source !== 'manual';
  if (day === null && isStated) return registration;
  if (day === null) return { ...registration, expiresAt: null, source: null, confirmedAt: null };
  const noon = Math.floor(day.getTime() / DAY_MS) * DAY_MS + DAY_MS / 2;
  return {
    ...registration,
    expiresAt: new Date(noon),
    precision: 'day',
    source: 'manual',
    confirmedAt: now,
    doubt: null,
  };
}
