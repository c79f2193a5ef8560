import type { ChartPoint, Check } from '../check/schema.ts';

/** Points that a chart shows at most; 288 is one per five minutes of a day. */
const MAX_POINTS = 288;

/** Width of a chart point in whole seconds: never below the check interval. */
export const chartBucketSeconds = (from: Date, to: Date, intervalSeconds: number): number =>
  Math.max(intervalSeconds, Math.ceil((to.getTime() - from.getTime()) / 1_000 / MAX_POINTS), 1);

/**
 * Checks grouped into points of equal width, oldest first, gaps included as points with `checks: 0`.
 * Times hold good answers only; `failed` counts failed checks of every origin.
 */
export function chartPoints(
  checks: readonly Check[],
  from: Date,
  to: Date,
  bucketSeconds: number,
): ChartPoint[] {
  const width = bucketSeconds * 1_000;
  const start = Math.floor(from.getTime() / width) * width;
  const size = Math.max(0, Math.ceil((to.getTime() - start) / width));
  const groups = Array.from({ length: size }, (): Check[] => []);
  for (const check of checks)
    groups[Math.floor((check.slot.getTime() - start) / width)]?.push(check);
  return groups.map((group, i) => chartPoint(new Date(start + i * width), group));
}

function chartPoint(at: Date, checks: readonly Check[]): ChartPoint {
  const times = checks
    .filter((c) => c.outcome === 'ok' || c.outcome === 'slow')
    .flatMap((c) => (c.latencyMs === null ? [] : [c.latencyMs]))
    .sort((a, b) => a - b);
  const sum = times.reduce((total, ms) => total + ms, 0);
  return {
    at,
    minMs: times[0] ?? null,
    avgMs: times.length > 0 ? Math.round((sum / times.length) * 10) / 10 : null,
    maxMs: times.at(-1) ?? null,
    p95Ms: nearestRank(times, 0.95),
    checks: checks.length,
    failed: checks.filter((c) => c.outcome === 'failed').length,
  };
}

/** Nearest-rank percentile of ascending values; null without values. */
export const nearestRank = (ascending: readonly number[], share: number): number | null =>
  ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? null;
