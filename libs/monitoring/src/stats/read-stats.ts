import { describeCause, notFound, type TargetRecord, timeFacts } from '@app/domain';
import {
  type ExplainedInterval,
  type OutageView,
  type StateStretch,
  type StatsDaily,
  type StatsDailyQuery,
  type StatsExplainQuery,
  type StatsExplanation,
  type StatsOutages,
  type StatsOutagesQuery,
  type StatsSummary,
  type StatsSummaryQuery,
  StatsWindow,
  timelineOf,
  type WindowStats,
} from '@app/domain/stats';
import { addDays, dayOf, wholeDay } from '@app/domain/days';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { type RecordedDay, type Sources, sumWindows, type Window } from './sum-windows.ts';

export type StatsPorts = Pick<
  Ports,
  'targets' | 'results' | 'daily' | 'alerts' | 'settings' | 'now'
>;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WINDOW_MS: Readonly<Record<StatsWindow, number>> = {
  '1h': HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
  '30d': 30 * 24 * HOUR_MS,
};

/** A target with what its numbers follow from, at an instant. */
interface Known extends Sources {
  target: TargetRecord;
  /** Now, or the end of the time that was asked for; a whole second. */
  at: Date;
  timeZone: string;
  /** Records of days that are over, oldest first. */
  days: readonly RecordedDay[];
}

const wholeSecond = (at: Date): Date => new Date(Math.floor(at.getTime() / 1_000) * 1_000);

/** Reads what is known of the time of a target since an instant. Throws not-found. */
async function know(ports: StatsPorts, targetId: string, since: Date): Promise<Known> {
  const target = await ports.targets.get(targetId);
  if (!target) throw notFound('target');
  const now = ports.now();
  const { timeZone, retention } = await ports.settings.get();
  const [outages, records] = await Promise.all([
    ports.alerts.outages(targetId, { from: since, to: now }),
    ports.daily.range(targetId, dayOf(since, timeZone), dayOf(now, timeZone)),
  ]);
  const at = wholeSecond(now);
  const down = outages.map(({ id, since: from, endedAt }) => ({ alertId: id, from, to: endedAt }));
  const heldSince = before(at, retention.checkDays * DAY_MS);
  const days = records.flatMap((record): RecordedDay[] => {
    const { from, to } = wholeDay(record.day, timeZone);
    // Days of another zone begin elsewhere: while their checks are kept they are counted anew.
    return record.zone === timeZone || to <= heldSince ? [{ from, to, record }] : [];
  });
  return { target, facts: timeFacts(target, down, now), at, timeZone, days, heldSince };
}

/** A window of which days are over that have a record, for those that lie in it as a whole. */
const withRecords = (
  { from, to }: { from: Date; to: Date },
  days: readonly RecordedDay[],
): Window => ({
  from,
  to,
  days: days.filter((day) => day.from >= from && day.to <= to),
});

const before = (at: Date, ms: number): Date => new Date(at.getTime() - ms);

/** The numbers of the last hour, day, week and month of a target. Throws not-found. */
export async function statsSummary(
  { ports }: Context<StatsPorts>,
  { targetId }: StatsSummaryQuery,
): Promise<StatsSummary> {
  const known = await know(ports, targetId, before(ports.now(), WINDOW_MS['30d']));
  const windows = StatsWindow.options.map((name) => windowUpTo(known, name));
  const [hour, day, week, month] = await sumWindows(ports, known, windows);
  if (!hour || !day || !week || !month) throw new Error('A window has no numbers.');
  return {
    at: known.at,
    timeZone: known.timeZone,
    windows: { '1h': hour.stats, '24h': day.stats, '7d': week.stats, '30d': month.stats },
  };
}

/** Up to a week single checks are counted, so that percentiles are exact. */
const windowUpTo = ({ at, days }: Known, name: StatsWindow): Window =>
  withRecords({ from: before(at, WINDOW_MS[name]), to: at }, name === '30d' ? days : []);

/** The same of a stretch of time that may lie in the past; nothing is to come yet. */
function windowWithin(known: Known, asked: { from: Date; to: Date }): Window {
  const to = earlier(asked.to, known.at);
  const span = { from: earlier(asked.from, to), to };
  const isExact =
    to.getTime() - span.from.getTime() <= WINDOW_MS['7d'] && span.from >= known.heldSince;
  return withRecords(span, isExact ? [] : known.days);
}

const earlier = (a: Date, b: Date): Date => (a < b ? a : b);

/** The numbers of each of the last days of a target, today so far included. Throws not-found. */
export async function statsDaily(
  { ports }: Context<StatsPorts>,
  { targetId, days }: StatsDailyQuery,
): Promise<StatsDaily> {
  const { timeZone } = await ports.settings.get();
  const today = dayOf(ports.now(), timeZone);
  return await statsOfDays(ports, targetId, { first: addDays(today, 1 - days), last: today });
}

/** The numbers of each day from the first to the last, both included. Throws not-found. */
export async function statsOfDays(
  ports: StatsPorts,
  targetId: string,
  { first, last }: { first: string; last: string },
): Promise<StatsDaily> {
  const { timeZone } = await ports.settings.get();
  const known = await know(ports, targetId, wholeDay(first, timeZone).from);
  const windows: (Window & { day: string })[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const { from, to } = wholeDay(day, timeZone);
    const end = to < known.at ? to : known.at;
    if (from < end) windows.push({ day, ...withRecords({ from, to: end }, known.days) });
  }
  const summed = await sumWindows(ports, known, windows);
  return {
    timeZone,
    items: windows.flatMap(({ day }, i) => {
      const ofDay = summed[i];
      return ofDay ? [{ day, ...ofDay.stats }] : [];
    }),
  };
}

/** The numbers of a target from an instant to another, or up to now where that comes first. Throws not-found. */
export async function statsBetween(
  ports: StatsPorts,
  targetId: string,
  { from, to }: { from: Date; to: Date },
): Promise<WindowStats> {
  const known = await know(ports, targetId, from);
  const end = to < known.at ? to : known.at;
  const [summed] = await sumWindows(ports, known, [withRecords({ from, to: end }, known.days)]);
  if (!summed) throw new Error('The window has no numbers.');
  return summed.stats;
}

/** What the numbers of a window are made of. Throws not-found. */
export async function explainStats(
  { ports }: Context<StatsPorts>,
  { targetId, window: name, from, to }: StatsExplainQuery,
): Promise<StatsExplanation> {
  const since = from ?? before(ports.now(), WINDOW_MS[name ?? '24h']);
  const known = await know(ports, targetId, since);
  const { facts, timeZone } = known;
  const window = from && to ? windowWithin(known, { from, to }) : windowUpTo(known, name ?? '24h');
  const [summed] = await sumWindows(ports, known, [window]);
  if (!summed) throw new Error('The window has no numbers.');
  return {
    from: window.from,
    to: window.to,
    timeZone,
    ...summed,
    intervals: timelineOf(facts, window.from, window.to).map(toInterval),
  };
}

const toInterval = ({ from, to, state, ...more }: StateStretch): ExplainedInterval => ({
  from: new Date(from * 1_000),
  to: new Date(to * 1_000),
  seconds: to - from,
  state,
  alertId: more.alertId ?? null,
  isBeforeStart: more.isBefore ?? false,
});

/** Outages of a target that touch some time, newest first. Throws not-found. */
export async function statsOutages(
  { ports }: Context<StatsPorts>,
  { targetId, from, to }: StatsOutagesQuery,
): Promise<StatsOutages> {
  const target = await ports.targets.get(targetId);
  if (!target) throw notFound('target');
  const alerts = await ports.alerts.outages(targetId, { from, to });
  const now = wholeSecond(ports.now());
  const down = alerts.map(({ id, since, endedAt }) => ({ alertId: id, from: since, to: endedAt }));
  const lasted = new Map<string, number>();
  for (const stretch of timelineOf(timeFacts(target, down, now), from, to < now ? to : now)) {
    const { alertId } = stretch;
    if (alertId === undefined) continue;
    lasted.set(alertId, (lasted.get(alertId) ?? 0) + stretch.to - stretch.from);
  }
  return {
    items: alerts
      .map(({ id, since, endedAt, cause }): OutageView => ({
        alertId: id,
        since,
        endedAt,
        seconds: lasted.get(id) ?? 0,
        reason: describeCause(cause),
      }))
      .sort((a, b) => +b.since - +a.since),
  };
}
