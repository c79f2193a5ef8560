import type { ChartPoint } from '../check/schema.ts';
import { MAX_POINTS } from './chart.ts';
import { meanMs, mergeTotals, type Totals } from './daily-record.ts';
import { percentileIn } from './histogram.ts';

/** A day of a chart; null where nothing is known of it. */
export interface DayOfChart {
  readonly from: Date;
  readonly totals: Totals | null;
}

/** Longest time whose chart is made of single checks, in milliseconds. */
const LONGEST_OF_CHECKS_MS = 40 * 86_400_000;

/** Whether a chart is made of days: of long times, and of those whose checks are no longer kept. */
export const isChartOfDays = (from: Date, to: Date, heldSince: Date): boolean =>
  from < heldSince || to.getTime() - from.getTime() > LONGEST_OF_CHECKS_MS;

/** Days that a point of a chart stands for. */
export const daysPerPoint = (days: number): number => Math.max(1, Math.ceil(days / MAX_POINTS));

/** The point of a chart that some days make, oldest first; of nothing it is a gap. Only scheduled checks count. */
export function dayPoint(days: readonly DayOfChart[]): ChartPoint {
  const totals = mergeTotals(days.flatMap(({ totals: one }) => one ?? []));
  const { ok, slow, failed, inconclusive } = totals.checks;
  return {
    at: days[0]?.from ?? new Date(0),
    minMs: totals.latency.minMs,
    avgMs: rounded(meanMs(totals.latency)),
    maxMs: totals.latency.maxMs,
    p95Ms: rounded(percentileIn(totals.histogram, 95)),
    checks: ok + slow + failed + inconclusive,
    failed,
  };
}

const rounded = (ms: number | null): number | null =>
  ms === null ? null : Math.round(ms * 10) / 10;
