import { Temporal } from 'temporal-polyfill';
import { addDays, dayOf, startOfDay } from '../stats/days.ts';

/** How often a report is made, and what it tells of: a calendar month, or a week from Monday to Sunday. */
export type ReportEvery = 'month' | 'week';

/** A stretch of time that a report tells of, in whole days of a time zone. */
export interface ReportPeriod {
  readonly from: Date;
  readonly to: Date;
  /** First day, and last day, both included: `2026-10-01`. */
  readonly firstDay: string;
  readonly lastDay: string;
}

/** How old the first day after a period is when a report is sent, in hours: the last checks are counted, and people are up. */
const SENT_HOUR = 6;
const HOUR_MS = 3_600_000;

/** The first day of the month or week that a day lies in. */
function firstDayOf(day: string, every: ReportEvery): string {
  const date = Temporal.PlainDate.from(day);
  return every === 'month'
    ? date.with({ day: 1 }).toString()
    : date.subtract({ days: date.dayOfWeek - 1 }).toString();
}

/** The days from one to another, both included. */
export const periodOfDays = (firstDay: string, lastDay: string, zone: string): ReportPeriod => ({
  ...{ firstDay, lastDay },
  from: startOfDay(firstDay, zone),
  to: startOfDay(addDays(lastDay, 1), zone),
});

/** The last month or week that is over at an instant. */
export function lastPeriod(now: Date, every: ReportEvery, zone: string): ReportPeriod {
  const lastDay = addDays(firstDayOf(dayOf(now, zone), every), -1);
  return periodOfDays(firstDayOf(lastDay, every), lastDay, zone);
}

/** When the report of the month or week that an instant lies in is sent: on the morning after it. */
export function nextSending(now: Date, every: ReportEvery, zone: string): Date {
  const first = Temporal.PlainDate.from(firstDayOf(dayOf(now, zone), every));
  const sentAt = (day: Temporal.PlainDate): Date =>
    new Date(startOfDay(day.toString(), zone).getTime() + SENT_HOUR * HOUR_MS);
  const thisTime = sentAt(first);
  if (thisTime > now) return thisTime;
  return sentAt(first.add(every === 'month' ? { months: 1 } : { days: 7 }));
}
