const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

const withRest = (whole: string, rest: number, unit: string): string =>
  rest === 0 ? whole : `${whole} ${rest} ${unit}`;

/**
 * A length of time in words: `45 s`, `6 min`, `2 h 5 min`, `3 days 4 h`, `12 days`.
 * Rounded down, so it never claims more than has passed; a negative length counts as none.
 */
export const formatDuration = (durationMs: number): string => {
  const length = Math.max(0, durationMs);
  if (length < MINUTE) return `${Math.floor(length / SECOND)} s`;
  if (length < HOUR) return `${Math.floor(length / MINUTE)} min`;
  if (length < DAY) {
    return withRest(`${Math.floor(length / HOUR)} h`, Math.floor((length % HOUR) / MINUTE), 'min');
  }
  const whole = days(Math.floor(length / DAY));
  return length < 7 * DAY ? withRest(whole, Math.floor((length % DAY) / HOUR), 'h') : whole;
};
