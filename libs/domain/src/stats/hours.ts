import type { Check } from '../check/schema.ts';
import { slotsWithin } from '../check/slots.ts';
import { percentDown } from './percent.ts';
import { addMark, countMarks, FAILED, GOOD, joinMarks, type Marks } from './marks.ts';

const HOUR_MS = 3_600_000;
/** Hours kept with a target besides the running one: enough for 24 hours up to any instant. */
export const ENDED_HOURS = 24;

/** Totals of one target and hour. Counts hold scheduled checks only; times hold every answer. */
export interface HourTotals {
  hour: Date;
  good: number;
  failed: number;
  inconclusive: number;
  timed: number;
  sumMs: number;
  maxMs: number;
  /**
   * When in the hour its scheduled checks were good and when they failed. Missing once an hour has ended in which all
   * were good, and in hours stored before this was kept.
   */
  marks?: Marks;
  /** Checks of the ended hours of the day before the running one, which is the only one to know them. */
  dayBefore?: Conclusive;
}

/** Start of the hour that an instant lies in (UTC). */
export const hourOf = (at: Date): Date => new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);

const emptyHour = (hour: Date): HourTotals => ({
  hour,
  good: 0,
  failed: 0,
  inconclusive: 0,
  timed: 0,
  sumMs: 0,
  maxMs: 0,
});

/** Adds a check to the totals of the running hour; they begin anew with a check of another hour. */
export function addToHour(running: HourTotals | null, check: Check): HourTotals {
  const hour = hourOf(check.slot);
  return withCheck(running && isSameHour(running, { hour }) ? running : emptyHour(hour), check);
}

/** Whether two totals are of the same hour. */
export const isSameHour = (a: Pick<HourTotals, 'hour'>, b: Pick<HourTotals, 'hour'>): boolean =>
  a.hour.getTime() === b.hour.getTime();

function withCheck(hour: HourTotals, check: Check): HourTotals {
  const counts = check.origin === 'scheduled' ? 1 : 0;
  const isGood = check.outcome === 'ok' || check.outcome === 'slow';
  const isTimed = isGood && check.latencyMs !== null;
  const mark = isGood ? GOOD : check.outcome === 'failed' ? FAILED : null;
  const offsetMs = check.slot.getTime() - hour.hour.getTime();
  return {
    ...hour,
    ...(counts && mark ? { marks: addMark(hour.marks ?? '', offsetMs, mark) } : {}),
    good: hour.good + (isGood ? counts : 0),
    failed: hour.failed + (check.outcome === 'failed' ? counts : 0),
    inconclusive: hour.inconclusive + (check.outcome === 'inconclusive' ? counts : 0),
    timed: hour.timed + (isTimed ? 1 : 0),
    sumMs: hour.sumMs + (isTimed ? (check.latencyMs ?? 0) : 0),
    maxMs: isTimed ? Math.max(hour.maxMs, check.latencyMs ?? 0) : hour.maxMs,
  };
}

/** The totals of an hour that has ended: where all was good the slots say when that was. */
export function endHour({ marks, dayBefore: _, ...totals }: HourTotals): HourTotals {
  const isAllGood = totals.failed === 0 && totals.inconclusive === 0;
  return isAllGood || marks === undefined ? totals : { ...totals, marks };
}

/**
 * Totals as they are at an instant after a clock was wrong: one for each hour, oldest first, none of the future. Parts
 * of one hour are added up.
 */
export function repairHours(hours: readonly HourTotals[], now: Date): HourTotals[] {
  const byHour = Map.groupBy(
    hours.filter(({ hour }) => hour <= now),
    ({ hour }) => hour.getTime(),
  );
  return [...byHour.values()]
    .map((parts) => parts.reduce(sumOfHour))
    .sort((a, b) => a.hour.getTime() - b.hour.getTime())
    .slice(-ENDED_HOURS - 1);
}

const sumOfHour = (a: HourTotals, b: HourTotals): HourTotals => ({
  hour: a.hour,
  good: a.good + b.good,
  failed: a.failed + b.failed,
  inconclusive: a.inconclusive + b.inconclusive,
  timed: a.timed + b.timed,
  sumMs: a.sumMs + b.sumMs,
  maxMs: Math.max(a.maxMs, b.maxMs),
  // Marks of one part alone would hide the other one.
  ...(a.marks !== undefined && b.marks !== undefined ? { marks: joinMarks(a.marks, b.marks) } : {}),
});

/** The target whose hours they are: its slots lie on a grid of their own. */
export interface HoursOwner {
  id: string;
  intervalSeconds: number;
}

/** Scheduled checks that say how a target does. */
interface Conclusive {
  good: number;
  failed: number;
}

/** The checks of hours that ended within a day before another one began. */
export function dayBefore(ended: readonly HourTotals[], running: Date): Conclusive {
  const edge = running.getTime() - ENDED_HOURS * HOUR_MS;
  const sum = { good: 0, failed: 0 };
  for (const { hour, good, failed } of ended) {
    if (hour.getTime() < edge || hour >= running) continue;
    sum.good += good;
    sum.failed += failed;
  }
  return sum;
}

/** Uptime of the running hour and the day before it, in percent to three decimals; null before the first conclusive check. */
export function uptimeWith({ good, failed, dayBefore: before }: HourTotals): number | null {
  return percentDown(
    good + (before?.good ?? 0),
    good + failed + (before?.good ?? 0) + (before?.failed ?? 0),
  );
}

/** What of an hour lies after an instant within it. */
function after(
  edge: number,
  { hour, good, failed, marks }: HourTotals,
  owner: HoursOwner,
): Conclusive {
  const from = hour.getTime();
  if (edge <= from) return { good, failed };
  if (marks !== undefined) return countMarks(marks, edge - from);
  if (failed === 0) {
    return { good: Math.min(good, slotsWithin(owner, edge, from + HOUR_MS)), failed };
  }
  // Stored before marks were kept: as if its checks were spread evenly.
  const share = (from + HOUR_MS - edge) / HOUR_MS;
  return { good: Math.round(good * share), failed: Math.round(failed * share) };
}

/**
 * Uptime of the last 24 hours, to 20 s, in percent: good / (good + failed) scheduled checks
 * (docs/rules.md, "Uptime"). Inconclusive checks are in neither part. Null before the first conclusive check.
 */
export function uptime24h(
  hours: readonly HourTotals[],
  owner: HoursOwner,
  now: Date,
): number | null {
  const edge = now.getTime() - 24 * HOUR_MS;
  let good = 0;
  let failed = 0;
  for (const hour of hours) {
    if (hour.hour > now || hour.hour.getTime() + HOUR_MS <= edge) continue;
    const within = after(edge, hour, owner);
    good += within.good;
    failed += within.failed;
  }
  return good + failed === 0 ? null : (good / (good + failed)) * 100;
}

/** One point per hour of the last 24, oldest first; hours without a check have `checks: 0`. */
export function spark24h(
  hours: readonly HourTotals[],
  now: Date,
): { at: Date; avgMs: number | null; checks: number; failed: number }[] {
  const last = hourOf(now).getTime();
  return Array.from({ length: 24 }, (_, i) => {
    const at = new Date(last - (23 - i) * HOUR_MS);
    const found = hours.find((h) => +h.hour === +at);
    return {
      at,
      avgMs: found && found.timed > 0 ? Math.round(found.sumMs / found.timed) : null,
      checks: found ? found.good + found.failed : 0,
      failed: found?.failed ?? 0,
    };
  });
}
