import { Temporal } from 'temporal-polyfill';

/** A calendar day of a time zone, or what of it lies within some time. */
export interface Day {
  /** `2026-03-29`. */
  readonly day: string;
  readonly from: Date;
  readonly to: Date;
}

const DAY_MS = 86_400_000;
const UTC = 'UTC';

/** The calendar day that an instant lies in. Throws for a zone that does not exist. */
export const dayOf = (at: Date, zone: string): string =>
  zone === UTC
    ? at.toISOString().slice(0, 10)
    : Temporal.Instant.fromEpochMilliseconds(at.getTime())
        .toZonedDateTimeISO(zone)
        .toPlainDate()
        .toString();

/** The first instant of a day. Where clocks leave out midnight, that is the instant at which they go on. */
export const startOfDay = (day: string, zone: string): Date =>
  zone === UTC
    ? new Date(`${day}T00:00:00.000Z`)
    : new Date(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds);

/** The day so many calendar days later; earlier for a negative number. */
export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + count * DAY_MS).toISOString().slice(0, 10);

/**
 * The days of `[from, to)` without a hole, oldest first; the first and the last one are cut to it. Days have 23 to 25
 * hours where clocks change, and one that a zone has skipped is left out.
 */
export function daysWithin(from: Date, to: Date, zone: string): Day[] {
  const days: Day[] = [];
  let start = from;
  for (let day = dayOf(from, zone); start < to; day = addDays(day, 1)) {
    const next = startOfDay(addDays(day, 1), zone);
    if (next <= start) continue;
    const end = next < to ? next : to;
    days.push({ day, from: start, to: end });
    start = end;
  }
  return days;
}

/** The whole day, from its first instant to that of the next. */
export const wholeDay = (day: string, zone: string): Day => ({
  day,
  from: startOfDay(day, zone),
  to: startOfDay(addDays(day, 1), zone),
});

/**
 * The next instant at which a day of a zone is so many minutes old: 23 to 25 hours after the one before.
 *
 * @param minutes since the first instant of the day
 */
export function nextTimeOfDay(now: Date, minutes: number, zone: string): Date {
  for (let day = dayOf(now, zone); ; day = addDays(day, 1)) {
    const at = new Date(startOfDay(day, zone).getTime() + minutes * 60_000);
    if (at > now) return at;
  }
}
