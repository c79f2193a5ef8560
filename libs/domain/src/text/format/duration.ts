import { DEFAULT_LANGUAGE, type Language } from './language.ts';
import { PHRASES } from './phrases.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const withRest = (whole: string, rest: number, unit: string): string =>
  rest === 0 ? whole : `${whole} ${rest} ${unit}`;

/**
 * A length of time in words: `45 s`, `6 min`, `2 h 5 min`, `3 days 4 h`, `12 days`.
 * Rounded down, so it never claims more than has passed; a negative length counts as none.
 */
export const formatDuration = (
  durationMs: number,
  language: Language = DEFAULT_LANGUAGE,
): string => {
  const length = Math.max(0, durationMs);
  if (length < MINUTE) return `${Math.floor(length / SECOND)} s`;
  if (length < HOUR) return `${Math.floor(length / MINUTE)} min`;
  if (length < DAY) {
    return withRest(`${Math.floor(length / HOUR)} h`, Math.floor((length % HOUR) / MINUTE), 'min');
  }
  const count = Math.floor(length / DAY);
  const whole = PHRASES[language].days(String(count), count === 1);
  return length < 7 * DAY ? withRest(whole, Math.floor((length % DAY) / HOUR), 'h') : whole;
};

/** An interval in the unit that people choose it in: `20 s`, `90 s`, `5 min`, `24 h`. */
export const formatInterval = (seconds: number): string => {
  if (seconds % 3_600 === 0) return `${seconds / 3_600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
};
