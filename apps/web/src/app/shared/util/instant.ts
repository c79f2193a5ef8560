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
const DAY_BY_NAME = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
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

/** A day that is known by its name (`2026-03-03`): `3 Mar`. */
export const formatDayByName = (day: string): string => DAY_BY_NAME.format(new Date(day));

/** When a day that is known by its name (`2026-03-03`) begins by the clock of a place. */
export function startOfDay(day: string, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // The clock of the place is asked at about that time, and once more where it changes meanwhile.
  const first = midnight - offsetMs(new Date(midnight), timeZone);
  return new Date(midnight - offsetMs(new Date(first), timeZone));
}

/** How much the clock of a place is ahead of UTC, in milliseconds. */
function offsetMs(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(
    ...([part('year'), part('month') - 1, part('day')] as [number, number, number]),
    ...([part('hour'), part('minute'), part('second')] as [number, number, number]),
  );
  return wall - Math.floor(at.getTime() / 1_000) * 1_000;
}
