const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const CLOCK_SECONDS = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const DAY_OF_YEAR = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const DATE = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const EXACT = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'long',
});

const WEEKDAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** Time of day: `14:02`. */
export const formatClock = (at: Date): string => CLOCK.format(at);

/** Time of day, with the date when it is another day than `now`: `14:02`, `3 Mar, 14:02`, `3 Mar 2025, 14:02`. */
export const formatMoment = (at: Date, now: Date): string => dated(CLOCK.format(at), at, now);

/** The same to the second: `14:02:31`. */
export const formatMomentSeconds = (at: Date, now: Date): string =>
  dated(CLOCK_SECONDS.format(at), at, now);

function dated(clock: string, at: Date, now: Date): string {
  if (at.toDateString() === now.toDateString()) return clock;
  const day = at.getFullYear() === now.getFullYear() ? DAY : DAY_OF_YEAR;
  return `${day.format(at)}, ${clock}`;
}

/** An instant to come with its day of the week: `Sun, 8 Mar, 02:00`. */
export const formatWeekdayMoment = (at: Date): string => WEEKDAY.format(at);

/** The whole instant with its zone, for those who need it exactly. */
export const formatExact = (at: Date): string => EXACT.format(at);

/** Day of the year: `3 Mar`. */
export const formatDay = (at: Date): string => DAY.format(at);

/**
 * Day on which something ends, in UTC as registries and certificates state it: `3 Mar 2027`. Where a registry names
 * only a day it is stored as noon UTC, which would be another day far east.
 */
export const formatDate = (at: Date): string => DATE.format(at);
