import type { ChartPoint } from '@app/domain';

/** How high a chart reaches. */
export interface ChartScale {
  /** In milliseconds; what is slower is cut off there. */
  top: number;
  /** Points that are cut off. */
  peaks: number[];
}

const EMPTY_TOP_MS = 10;
const HEADROOM = 1.1;
/** A peak has to be so much slower than nearly all others that it would flatten them. */
const FLATTENS = 2;
const NEARLY_ALL = 0.99;
const MOST = 0.9;

type Timed = Pick<ChartPoint, 'avgMs' | 'maxMs' | 'checks'>;

/**
 * A scale on which one spike does not flatten all others: it reaches up to what 99 % of the checks stay below, and of few
 * checks to the slowest but one, unless the slowest is close to that.
 */
export function chartScale(points: readonly Timed[]): ChartScale {
  const times = points.flatMap(timesIn).sort((a, b) => a.ms - b.ms);
  const max = times.at(-1)?.ms ?? 0;
  const usual = Math.max(usualOf(times) ?? max, usualSlowest(points));
  if (max <= FLATTENS * usual) return { top: Math.max(max * HEADROOM, EMPTY_TOP_MS), peaks: [] };
  const top = Math.max(usual * HEADROOM, EMPTY_TOP_MS);
  const peaks = points.flatMap(({ maxMs }, i) => (maxMs !== null && maxMs > top ? [i] : []));
  return { top, peaks };
}

/** The times of the checks of a point, as far as it tells them: the slowest, and the others as they were on average. */
const timesIn = ({ avgMs, maxMs, checks }: Timed): { ms: number; checks: number }[] =>
  avgMs === null || maxMs === null
    ? []
    : [
        { ms: maxMs, checks: 1 },
        { ms: avgMs, checks: Math.max(0, checks - 1) },
      ];

/** What the slowest checks of most points stay below: of many checks one is always slow, which makes no point a peak. */
function usualSlowest(points: readonly Timed[]): number {
  const slowest = points.flatMap(({ maxMs }) => maxMs ?? []).sort((a, b) => a - b);
  return slowest[Math.floor(MOST * (slowest.length - 1))] ?? 0;
}

/** What nearly all checks stay below; the slowest is never among them. */
function usualOf(ascending: readonly { ms: number; checks: number }[]): number | undefined {
  const all = ascending.reduce((sum, { checks }) => sum + checks, 0);
  const rank = Math.min(Math.ceil(NEARLY_ALL * all), all - 1);
  let passed = 0;
  return ascending.find(({ checks }) => (passed += checks) >= rank && passed > 0)?.ms;
}
