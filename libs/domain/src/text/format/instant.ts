import { formatDuration } from './duration.ts';
import { DEFAULT_LANGUAGE, type Language } from './language.ts';
import { PHRASES } from './phrases.ts';

/** A point in time to the second with its zone, the same for every reader: `2026-01-31 14:02:05 UTC`. */
export const formatInstant = (at: Date): string =>
  `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** A point in time seen from `now`: `6 min ago`, `in 12 days`, `just now` within a second. */
export const formatRelative = (
  at: Date,
  now: Date,
  language: Language = DEFAULT_LANGUAGE,
): string => {
  const { now: none, ago, ahead } = PHRASES[language];
  const distanceMs = at.getTime() - now.getTime();
  if (Math.abs(distanceMs) < 1_000) return none;
  const length = formatDuration(Math.abs(distanceMs), language);
  return distanceMs < 0 ? ago(length) : ahead(length);
};

/** A day in UTC: `2026-01-31`. */
export const formatDay = (at: Date): string => at.toISOString().replace(/T.*$/, '');
