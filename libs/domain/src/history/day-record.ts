import { type DailyRecord, TotalsBuilder } from '../stats/daily-record.ts';
import type { Day } from '../stats/days.ts';
import { outagesIn, secondsOf, type TimeFacts, timelineOf } from '../stats/timeline.ts';
import { checkAt, cutHour, type HourOfChecks, joinHours } from './hour.ts';

/** What the record of a day follows from. */
export interface DayFacts {
  /** Parts of the checks, in any order; they may overlap, and hold others as well. */
  hours: readonly HourOfChecks[];
  time: TimeFacts;
}

/** Returns the record of a whole day: the same each time, in whatever parts and however often its checks are given. */
export function recordOfDay({ day, from, to }: Day, zone: string, facts: DayFacts): DailyRecord {
  const checks = cutHour(joinHours(facts.hours), from.getTime(), to.getTime());
  const builder = new TotalsBuilder();
  checks.slots.forEach((_, index) => builder.add(checkAt(checks, index)));
  const timeline = timelineOf(facts.time, from, to);
  const outages = outagesIn(timeline);
  return {
    ...builder.totals(),
    seconds: secondsOf(timeline),
    day,
    zone,
    ...(outages.length > 0 && { outages }),
  };
}
