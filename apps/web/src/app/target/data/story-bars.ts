import type { SparkPoint } from '@app/domain';
import type { StatsDaily, StatsDay } from '@app/domain/stats';
import { formatDuration, formatPercent } from '../../shared/util/figures';
import { type BarTone, hourBars } from '../../shared/util/hour-bars';
import { formatClock, formatDayByName, startOfDay } from '../../shared/util/instant';
import { storyWords } from '../../shared/words/target-story';
import type { Between } from './span';

const HOUR_MS = 3_600_000;

/** One bar of a strip: a stretch of time, how it went, and what is said of it. */
export interface StoryBar extends Between {
  tone: BarTone;
  text: string;
}

/** More days than that are shown week by week. */
const MOST_DAYS = 120;
const WEEK = 7;
/** Down for more than this part of the time that is known, a day is bad (docs/rules.md, "Status pages"). */
const BAD = 0.01;

/** The bars of the last hours. */
export const barsOfHours = (points: readonly SparkPoint[]): StoryBar[] =>
  hourBars(points).map(({ at, tone, checks, failed }) => ({
    ...{ from: at, to: new Date(at.getTime() + HOUR_MS), tone },
    text: storyWords.hour(formatClock(at), checks, failed),
  }));

/** The bars of days that follow each other, or of the weeks that they make. */
export function barsOfDays({ items: days, timeZone }: StatsDaily): StoryBar[] {
  const width = days.length > MOST_DAYS ? WEEK : 1;
  // The newest bar is a whole one: it is looked at most.
  const first = days.length % width;
  const starts = Array.from(
    { length: Math.ceil((days.length - first) / width) },
    (_, i) => first + i * width,
  );
  const groups = starts.map((at) => days.slice(at, at + width));
  if (first > 0) groups.unshift(days.slice(0, first));
  return groups.map((group) => barOf(group, timeZone));
}

function barOf(days: readonly StatsDay[], timeZone: string): StoryBar {
  const sum = (of: (day: StatsDay) => number): number =>
    days.reduce((total, day) => total + of(day), 0);
  const [checks, failed] = [sum((day) => day.checks), sum((day) => day.failed)];
  const [up, down] = [sum((day) => day.upSeconds), sum((day) => day.downSeconds)];
  const outages = sum((day) => day.outages);
  const [first = '', last = ''] = [days[0]?.day, days.at(-1)?.day];
  // Floored, so that a single failure never shows as 100.
  const uptime = checks === 0 ? null : Math.floor(((checks - failed) / checks) * 100_000) / 1_000;
  return {
    from: startOfDay(first, timeZone),
    to: startOfDay(nextDay(last), timeZone),
    tone: toneOf({ checks, failed, up, down, outages }),
    text: storyWords.bar(storyWords.week(formatDayByName(first), formatDayByName(last)), {
      uptime: uptime === null ? null : formatPercent(uptime),
      ...{ outages, down: formatDuration(down * 1_000) },
    }),
  };
}

function toneOf(of: {
  checks: number;
  failed: number;
  up: number;
  down: number;
  outages: number;
}): BarTone {
  if (of.down > BAD * (of.up + of.down)) return 'down';
  if (of.outages > 0 || of.failed > 0) return 'degraded';
  return of.checks === 0 ? 'none' : 'up';
}

const DAY_MS = 24 * HOUR_MS;

const nextDay = (day: string): string =>
  new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
