import {
  chartBucketSeconds,
  ChartBuilder,
  type Check,
  type CheckView,
  effectiveState,
  gapsWithin,
  viewWithFailure,
  type History,
  type HistoryQuery,
  maxPlausibleTime,
  notFound,
  type RecentChecks,
  type RecentQuery,
} from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

type ReadPorts = Pick<Ports, 'targets' | 'results' | 'now'>;

const DEFAULT_RECENT = 50;

/** Checks grouped into points for a chart, and what was missed. Throws not-found. */
export async function history(
  { ports }: Context<ReadPorts>,
  query: HistoryQuery,
): Promise<History> {
  const { targetId, from, to } = query;
  const target = await ports.targets.get(targetId);
  if (!target) throw notFound('target');
  const bucketSeconds = chartBucketSeconds(from, to, target.intervalSeconds);
  const chart = new ChartBuilder(from, to, bucketSeconds);
  const now = ports.now();
  // What a clock that was ahead has dated in the future is not shown as if it had been.
  const end = new Date(Math.min(to.getTime(), maxPlausibleTime(now).getTime()));
  const carried = target.recent.filter(({ slot }) => slot < end);
  // Ranges of months are read piece by piece and never held.
  for await (const checks of merged(ports.results.range(targetId, from, end), carried)) {
    for (const check of checks) chart.add(check);
  }
  const gaps = gapsWithin(target.gaps, effectiveState(target, now), {
    from,
    to: to < now ? to : now,
  });
  return { points: chart.points(), bucketSeconds, gaps };
}

/** The newest checks with their evidence, newest first. Throws not-found. */
export async function recentChecks(
  { ports }: Context<ReadPorts>,
  query: RecentQuery,
): Promise<RecentChecks> {
  const limit = query.limit ?? DEFAULT_RECENT;
  const target = await ports.targets.get(query.targetId);
  if (!target) throw notFound('target');
  const latest = maxPlausibleTime(ports.now());
  const carried = target.recent.filter(({ slot }) => slot <= latest);
  const missing = limit - carried.length;
  const stored = missing > 0 ? await ports.results.newest(query.targetId, limit, latest) : [];
  return { items: bySlot(stored, carried).reverse().slice(0, limit).map(viewCheck) };
}

const viewCheck = (check: Check): CheckView => viewWithFailure(check);

/** Pieces of archived checks with the carried ones in their places; see {@link bySlot}. */
async function* merged(
  stored: AsyncIterable<readonly Check[]>,
  carried: readonly Check[],
): AsyncGenerator<Check[]> {
  let left = bySlot([], carried);
  const slots = new Set(left.map(({ slot }) => slot.getTime()));
  for await (const piece of stored) {
    const last = piece.reduce((latest, { slot }) => Math.max(latest, +slot), 0);
    const reached = left.filter(({ slot }) => +slot <= last);
    left = left.slice(reached.length);
    yield bySlot(
      piece.filter(({ slot }) => !slots.has(slot.getTime())),
      reached,
    );
  }
  yield left;
}

/** Merges archived and carried checks, oldest first; a check that is in both counts once. */
function bySlot(stored: readonly Check[], carried: readonly Check[]): Check[] {
  const unique = new Map([...stored, ...carried].map((check) => [check.slot.getTime(), check]));
  return [...unique.values()].sort((a, b) => +a.slot - +b.slot);
}
