import type { ChartPoint, Check } from '../check/schema.ts';

/** Points that a chart shows at most; 288 is one per five minutes of a day. */
export const MAX_POINTS = 288;

/** Width of a chart point in whole seconds: never below the check interval. */
export const chartBucketSeconds = (from: Date, to: Date, intervalSeconds: number): number =>
  Math.max(intervalSeconds, Math.ceil((to.getTime() - from.getTime()) / 1_000 / MAX_POINTS), 1);

/** What a chart needs of a check. */
export type ChartSample = Pick<Check, 'slot' | 'outcome' | 'latencyMs'>;

interface Totals {
  checks: number;
  failed: number;
  timed: number;
  sumMs: number;
  minMs: number | null;
  maxMs: number | null;
  p95Ms: number | null;
}

/**
 * Groups checks into points of equal width, gaps included as points with `checks: 0`. Times hold good answers
 * only; `failed` counts failed checks of every origin. Checks are added one by one in the order of their slots
 * and not kept: the times of one point are all that is held. One that comes after its point was left counts in
 * everything but `p95Ms`.
 */
export class ChartBuilder {
  readonly #widthMs: number;
  readonly #startMs: number;
  readonly #totals: Totals[];
  /** Index of the point that is filled, and its times. */
  #current = 0;
  #times: number[] = [];

  /** A chart over `[from, to)`; see {@link chartBucketSeconds} for the width of its points. */
  constructor(from: Date, to: Date, bucketSeconds: number) {
    this.#widthMs = bucketSeconds * 1_000;
    this.#startMs = Math.floor(from.getTime() / this.#widthMs) * this.#widthMs;
    const length = Math.max(0, Math.ceil((to.getTime() - this.#startMs) / this.#widthMs));
    this.#totals = Array.from({ length }, emptyTotals);
  }

  /** Adds a check; one outside of the chart changes nothing. */
  add({ slot, outcome, latencyMs }: ChartSample): void {
    const index = Math.floor((slot.getTime() - this.#startMs) / this.#widthMs);
    const totals = this.#totals[index];
    if (!totals) return;
    if (index > this.#current) this.#goTo(index);
    totals.checks++;
    if (outcome === 'failed') totals.failed++;
    if ((outcome !== 'ok' && outcome !== 'slow') || latencyMs === null) return;
    totals.timed++;
    totals.sumMs += latencyMs;
    totals.minMs = Math.min(totals.minMs ?? latencyMs, latencyMs);
    totals.maxMs = Math.max(totals.maxMs ?? latencyMs, latencyMs);
    if (index === this.#current) this.#times.push(latencyMs);
  }

  /** The points, oldest first. */
  points(): ChartPoint[] {
    this.#goTo(this.#totals.length);
    return this.#totals.map(({ checks, failed, timed, sumMs, minMs, maxMs, p95Ms }, i) => ({
      at: new Date(this.#startMs + i * this.#widthMs),
      minMs,
      avgMs: timed > 0 ? Math.round((sumMs / timed) * 10) / 10 : null,
      maxMs,
      p95Ms,
      checks,
      failed,
    }));
  }

  #goTo(index: number): void {
    const left = this.#totals[this.#current];
    if (left) {
      this.#times.sort((a, b) => a - b);
      left.p95Ms = nearestRank(this.#times, 0.95);
    }
    this.#current = index;
    this.#times = [];
  }
}

const emptyTotals = (): Totals => ({
  checks: 0,
  failed: 0,
  timed: 0,
  sumMs: 0,
  minMs: null,
  maxMs: null,
  p95Ms: null,
});

/** Nearest-rank percentile of ascending values; null without values. */
export const nearestRank = (ascending: readonly number[], share: number): number | null =>
  ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? null;
