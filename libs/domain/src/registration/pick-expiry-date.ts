import type { RegistrationSource } from '../check/registration-source.ts';
import { isOutranked } from './evidence.ts';
import type { DateOf, DatePrecision } from './schema.ts';
import type { Registration } from './state.ts';

/** Services of one registry state the same date with and without a time and a zone. */
const SAME_DATE_MS = 2 * 86_400_000;

export interface StatedDate {
  readonly expiresAt: Date;
  readonly precision: DatePrecision;
  readonly dateOf: DateOf;
  readonly source: RegistrationSource;
}

/** True when two dates are the same one, stated with and without a time and a zone. */
export const isSameExpiry = (a: Date, b: Date): boolean =>
  Math.abs(a.getTime() - b.getTime()) < SAME_DATE_MS;

/** Takes a date over as the one that counts. */
export const acceptDate = (
  previous: Registration,
  { expiresAt, precision, dateOf, source }: StatedDate,
  now: Date,
): Registration => ({
  ...previous,
  expiresAt,
  precision,
  dateOf,
  autoRenewedTo: null,
  source,
  confirmedAt: now,
  doubt: null,
  replies: [],
});

/**
 * Takes a stated date over, or doubts it. The same date keeps its stored value, because alerts are told once per
 * date; it only ever becomes more exact. A typed-in date gives way to any registry, the date of a better service not to
 * a later one of a lesser.
 */
export function pickExpiryDate(
  previous: Registration,
  stated: StatedDate,
  now: Date,
): Registration {
  const { expiresAt, source, precision, doubt } = previous;
  if (!expiresAt || source === 'manual') return acceptDate(previous, stated, now);
  if (isSameExpiry(expiresAt, stated.expiresAt)) {
    const isFiner = precision === 'day' && stated.precision === 'instant';
    const kept = isFiner ? stated : { ...stated, expiresAt, precision };
    return acceptDate(previous, kept, now);
  }
  if (stated.expiresAt > expiresAt) {
    const isLesser = isOutranked(stated.source, { source, at: previous.confirmedAt }, now);
    return isLesser ? previous : acceptDate(previous, stated, now);
  }
  if (doubt && isSameExpiry(doubt.expiresAt, stated.expiresAt))
    return acceptDate(previous, stated, now);
  return { ...previous, doubt: { expiresAt: stated.expiresAt, since: now } };
}
