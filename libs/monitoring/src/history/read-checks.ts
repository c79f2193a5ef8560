import {
  chartBucketSeconds,
  ChartBuilder,
  type Check,
  type CheckView,
  effectiveState,
  gapsWithin,
  keptFrom,
  viewWithFailure,
  type History,
  type HistoryQuery,
  maxPlausibleTime,
  notFound,
  type RecentChecks,
  type RecentQuery,
} from '@app/domain';
import { isChartOfDays } from '@app/domain/stats';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { bySlot, checksWithin } from './checks-within.ts';
import { chartOfDays } from './day-chart.ts';
import { stretchesWithin } from './stretches.ts';

type ReadPorts = Pick<Ports, 'targets' | 'results' | 'now'>;
type ChartPorts = ReadPorts & Pick<Ports, 'daily' | 'settings' | 'alerts' | 'alertRules'>;

const DEFAULT_RECENT = 50;

/**
 * Checks grouped into points for a chart, and what else went on; of long times, and where checks are no longer kept, points
 * are days of the configured time zone. Throws not-found.
 */
export async function history(
  { ports }: Context<ChartPorts>,
  query: HistoryQuery,
): Promise<History> {
  const { targetId, from, to } = query;
  const target = await ports.targets.get(targetId);
  if (!target) throw notFound('target');
  const { retention, timeZone: zone } = await ports.settings.get();
  const held = keptFrom(retention, ports.now()).checks;
  const now = ports.now();
  const gaps = gapsWithin(target.gaps, effectiveState(target, now), {
    from,
    to: to < now ? to : now,
  });
  // What a clock that was ahead has dated in the future is not shown as if it had been.
  const end = new Date(Math.min(to.getTime(), maxPlausibleTime(now).getTime()));
  const stretches = await stretchesWithin(ports, target, { from, to: to < now ? to : now });
  if (isChartOfDays(from, to, held) && from < end) {
    return { ...(await chartOfDays(ports, target, { from, to: end, zone })), gaps, stretches };
  }
  const bucketSeconds = chartBucketSeconds(from, to, target.intervalSeconds);
  const chart = new ChartBuilder(from, to, bucketSeconds);
  // Ranges of weeks are read piece by piece and never held.
  for await (const checks of checksWithin(ports, target, { from, to: end })) {
    for (const check of checks) chart.add(check);
  }
  return { points: chart.points(), bucketSeconds, gaps, stretches };
}

/** The newest checks, or the newest of some time, with their evidence, newest first. Throws not-found. */
export async function recentChecks(
  { ports }: Context<ReadPorts>,
  query: RecentQuery,
): Promise<RecentChecks> {
  const limit = query.limit ?? DEFAULT_RECENT;
  const target = await ports.targets.get(query.targetId);
  if (!target) throw notFound('target');
  const latest = lastSlot(query, ports.now());
  const from = query.from ?? new Date(0);
  const isAsked = ({ slot }: Check): boolean => slot >= from && slot <= latest;
  const carried = target.recent.filter(isAsked);
  const missing = limit - carried.length;
  const stored = missing > 0 ? await ports.results.newest(query.targetId, limit, latest) : [];
  const found = bySlot(stored.filter(isAsked), carried).reverse();
  return { items: found.slice(0, limit).map(viewCheck) };
}

/** The last slot that a check may have to be shown. */
function lastSlot({ before }: RecentQuery, now: Date): Date {
  const latest = maxPlausibleTime(now);
  return before && before <= latest ? new Date(before.getTime() - 1) : latest;
}

const viewCheck = (check: Check): CheckView => viewWithFailure(check);
