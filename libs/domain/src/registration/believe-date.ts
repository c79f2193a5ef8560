import type { DatePrecision, RegistrationSource } from './schema.ts';
import type { Registration } from './state.ts';

/** Services of one registry state the same date with and without a time and a zone. */
const SAME_DATE_MS = 2 * 86_400_000;

interface StatedDate {
  readonly expiresAt: Date;
  readonly precision: DatePrecision;
  readonly source: RegistrationSource;
}

/** True when two dates are the same one, stated with and without a time and a zone. */
export const isSameExpiry = (a: Date, b: Date): boolean =>
  Math.abs(a.getTime() - b.getTime()) < SAME_DATE_MS;

const accept = (
  previous: Registration,
  { expiresAt, precision, source }: StatedDate,
  now: Date,
): Registration => ({
  ...previous,
  expiresAt,
  precision,
  source,
  confirmedAt: now,
  doubt: null,
  replies: [],
});

/**
 * Takes a stated date over, or doubts it. The same date keeps its stored value, because alerts are told once per
 * date; it only ever becomes more exact. A typed-in date gives way to any registry.
 */
export function believeDate(previous: Registration, stated: StatedDate, now: Date): Registration {
  const { expiresAt, source, precision, doubt } = previous;
  if (!expiresAt || source === 'manual') return accept(previous, stated, now);
  if (isSameExpiry(expiresAt, stated.expiresAt)) {
    const isFiner = precision === 'day' && stated.precision === 'instant';
    const kept = isFiner ? stated : { expiresAt, precision, source: stated.source };
    return accept(previous, kept, now);
  }
  if (stated.expiresAt > expiresAt) return accept(previous, stated, now);
  if (doubt && isSameExpiry(doubt.expiresAt, stated.expiresAt))
    return accept(previous, stated, now);
  return { ...previous, doubt: { expiresAt: stated.expiresAt, since: now } };
}
