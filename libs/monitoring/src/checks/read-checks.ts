import {
  chartBucketSeconds,
  chartPoints,
  gapsWithin,
  notFound,
  type Check,
  type History,
  type HistoryQuery,
  type RecentChecks,
  type RecentQuery,
} from '@app/domain';
import type { Ports } from '../ports.ts';
import { knownState } from '../targets/known-state.ts';

type ReadPorts = Pick<Ports, 'targets' | 'results'>;

const DEFAULT_RECENT = 50;

/** Checks grouped into points for a chart, and what was missed. Throws not-found. */
export async function history(
  ports: ReadPorts & Pick<Ports, 'now'>,
  query: HistoryQuery,
): Promise<History> {
  const { targetId, from, to } = query;
  const target = await ports.targets.get(targetId);
  if (!target) throw notFound('target');
  const stored = await ports.results.range(targetId, from, to);
  const carried = target.recent.filter(({ slot }) => slot >= from && slot < to);
  const bucketSeconds = chartBucketSeconds(from, to, target.intervalSeconds);
  const points = chartPoints(bySlot(stored, carried), from, to, bucketSeconds);
  const now = ports.now();
  const gaps = gapsWithin(target.gaps, knownState(target, now), { from, to: to < now ? to : now });
  return { points, bucketSeconds, gaps };
}

/** The newest checks with their evidence, newest first. Throws not-found. */
export async function recentChecks(ports: ReadPorts, query: RecentQuery): Promise<RecentChecks> {
  const limit = query.limit ?? DEFAULT_RECENT;
  const target = await ports.targets.get(query.targetId);
  if (!target) throw notFound('target');
  const missing = limit - target.recent.length;
  const stored = missing > 0 ? await ports.results.newest(query.targetId, limit) : [];
  return { items: bySlot(stored, target.recent).reverse().slice(0, limit) };
}

/** Merges archived and carried checks, oldest first; a check that is in both counts once. */
function bySlot(stored: readonly Check[], carried: readonly Check[]): Check[] {
  const unique = new Map([...stored, ...carried].map((check) => [check.slot.getTime(), check]));
  return [...unique.values()].sort((a, b) => +a.slot - +b.slot);
}
