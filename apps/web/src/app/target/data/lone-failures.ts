import type { ChartPoint } from '@app/domain';
import type { HistoryStretch } from '@app/domain/stats';

const LAST = new Date(8.64e15);

/** Points with failed checks that no outage explains. */
export function loneFailures(
  points: readonly ChartPoint[],
  stretches: readonly HistoryStretch[],
): ChartPoint[] {
  const outages = stretches.filter(({ kind }) => kind === 'down');
  return points.filter(({ at, failed }, i) => {
    if (failed === 0) return false;
    // The last one reaches to the end of all that is shown.
    const end = points[i + 1]?.at ?? LAST;
    return !outages.some(({ from, to }) => from <= end && to >= at);
  });
}
