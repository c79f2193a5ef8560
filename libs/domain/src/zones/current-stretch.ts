import { Temporal } from 'temporal-polyfill';
import { type Stretch, WEEKDAYS, type WeeklyHours } from '../silence/time-zone.ts';

/** Hours begin at most this many days before they are over. */
const DAYS_BACK = 2;

const toDate = (zoned: Temporal.ZonedDateTime): Date => new Date(zoned.epochMilliseconds);

/** The instant at which a wall clock shows a time; of a time that it shows twice the first. */
const instantAt = (day: Temporal.PlainDate, time: Temporal.PlainTime, timeZone: string) =>
  day.toZonedDateTime({ timeZone, plainTime: time });

const isAfterMidnight = ({ from, to }: WeeklyHours): boolean => to <= from;

/**
 * The hours that begin on a day. Where the clock is set forward over their beginning they begin when it is, and are as long
 * as ever; where it is set back they go on until it shows their end, so that no night is without them.
 */
function stretchOn(day: Temporal.PlainDate, hours: WeeklyHours): Stretch {
  const { timeZone } = hours;
  const from = Temporal.PlainTime.from(hours.from);
  const to = Temporal.PlainTime.from(hours.to);
  const begins = instantAt(day, from, timeZone);
  const ends = instantAt(isAfterMidnight(hours) ? day.add({ days: 1 }) : day, to, timeZone);
  if (begins.toPlainTime().equals(from)) return { from: toDate(begins), to: toDate(ends) };
  const skip = begins.subtract({ hours: 24 }).getTimeZoneTransition('next') ?? begins;
  const minutes = from.until(to).total('minutes');
  const lasts = minutes > 0 ? minutes : minutes + 24 * 60;
  const wanted = skip.add({ minutes: lasts });
  const end = Temporal.ZonedDateTime.compare(wanted, ends) > 0 ? wanted : ends;
  return { from: toDate(skip), to: toDate(end) };
}

/** The day of an instant by the clock of a place. */
const dayAt = (at: Date, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();

/** The hours that begin on a day; null where none do. */
function stretchOf(day: Temporal.PlainDate, hours: WeeklyHours): Stretch | null {
  const weekday = WEEKDAYS[day.dayOfWeek - 1];
  return weekday !== undefined && hours.days.includes(weekday) ? stretchOn(day, hours) : null;
}

/**
 * The stretch of weekly hours that an instant lies in; null outside of them. Days and times are those of the clock in their
 * time zone (IANA database of this machine), days as in RFC 5545.
 */
export function currentStretch(hours: WeeklyHours, now: Date): Stretch | null {
  const today = dayAt(now, hours.timeZone);
  let current: Stretch | null = null;
  for (let back = DAYS_BACK; back >= -1; back--) {
    const stretch = stretchOf(today.subtract({ days: back }), hours);
    if (!stretch || stretch.from > now || stretch.to <= now) continue;
    if (current === null || stretch.to > current.to) current = stretch;
  }
  return current;
}

/** Returns the stretches of weekly hours that begin next, after an instant, in their order: at most `count`. */
export function nextStretches(hours: WeeklyHours, now: Date, count: number): Stretch[] {
  const today = dayAt(now, hours.timeZone);
  const found: Stretch[] = [];
  // Each day of the week comes once in seven days.
  for (let ahead = -1; ahead <= 7 * (count + 1) && found.length < count; ahead++) {
    const stretch = stretchOf(today.add({ days: ahead }), hours);
    if (stretch && stretch.from > now) found.push(stretch);
  }
  return found;
}
