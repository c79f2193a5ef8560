import type { Check } from '../check/schema.ts';

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
  return {
    ...hour,
    good: hour.good + (isGood ? counts : 0),
    failed: hour.failed + (check.outcome === 'failed' ? counts : 0),
    inconclusive: hour.inconclusive + (check.outcome === 'inconclusive' ? counts : 0),
    timed: hour.timed + (isTimed ? 1 : 0),
    sumMs: hour.sumMs + (isTimed ? (check.latencyMs ?? 0) : 0),
    maxMs: isTimed ? Math.max(hour.maxMs, check.latencyMs ?? 0) : hour.maxMs,
  };
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
});

const within24h = (hours: readonly HourTotals[], now: Date): HourTotals[] => {
  const oldest = hourOf(now).getTime() - 24 * HOUR_MS;
  return hours.filter((h) => h.hour.getTime() >= oldest && h.hour <= now);
};

/**
 * Uptime of the last 24 hours in percent: good / (good + failed) scheduled checks (DESIGN section 4).
 * Inconclusive checks are in neither part. Null before the first conclusive check.
 */
export function uptime24h(hours: readonly HourTotals[], now: Date): number | null {
  const recent = within24h(hours, now);
  const good = recent.reduce((sum, h) => sum + h.good, 0);
  const total = recent.reduce((sum, h) => sum + h.good + h.failed, 0);
  return total === 0 ? null : (good / total) * 100;
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
