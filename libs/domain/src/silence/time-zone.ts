import * as z from 'zod';

/** Whether this machine knows a time zone by such a name. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** A time zone by its name in the IANA database: `Europe/Berlin`. */
export const TimeZone = z.string().max(100).refine(isTimeZone, {
  error: 'This time zone is not known. Write its name like Europe/Berlin, or UTC.',
});

/** A time of day on the clock of a wall: `22:30`. */
export const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
  error: 'Write a time of day like 22:30.',
});

/** Days of the week as RFC 5545 writes them. */
export const Weekday = z.enum(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']);
export type Weekday = z.infer<typeof Weekday>;

export const WEEKDAYS: readonly Weekday[] = Weekday.options;

/** Hours that come back, by the clock of a place; where `to` is not after `from` they end on the next day. */
export interface WeeklyHours {
  /** Days on which they begin. */
  days: readonly Weekday[];
  from: string;
  to: string;
  timeZone: string;
}

/** A stretch of time, from an instant up to and without another one. */
export interface Stretch {
  from: Date;
  to: Date;
}
