import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_PHASES, type ChartPoint, type Check } from '../check/schema.ts';
import { ChartBuilder, chartBucketSeconds, nearestRank } from './chart.ts';

const T0 = Date.UTC(2026, 0, 2);
const at = (seconds: number): Date => new Date(T0 + seconds * 1_000);
const check = (seconds: number, latencyMs: number | null, over: Partial<Check> = {}): Check => ({
  at: at(seconds),
  slot: at(seconds),
  kind: 'http',
  origin: 'scheduled',
  confirmation: false,
  outcome: 'ok',
  statusCode: 200,
  latencyMs,
  phases: NO_PHASES,
  address: null,
  attempts: 1,
  failure: null,
  ...over,
});

function chartPoints(
  checks: readonly Check[],
  from: Date,
  to: Date,
  seconds: number,
): ChartPoint[] {
  const chart = new ChartBuilder(from, to, seconds);
  checks.forEach((one) => chart.add(one));
  return chart.points();
}

describe('points of a chart', () => {
  it('groups checks and leaves gaps open', () => {
    const checks = [check(0, 10), check(60, 30), check(601, 100, { outcome: 'failed' })];
    const points = chartPoints(checks, at(0), at(900), 300);
    expect(points).toEqual([
      { at: at(0), minMs: 10, avgMs: 20, maxMs: 30, p95Ms: 30, checks: 2, failed: 0 },
      { at: at(300), minMs: null, avgMs: null, maxMs: null, p95Ms: null, checks: 0, failed: 0 },
      { at: at(600), minMs: null, avgMs: null, maxMs: null, p95Ms: null, checks: 1, failed: 1 },
    ]);
  });

  it('ignores checks outside of the range', () => {
    const points = chartPoints([check(-1, 10), check(900, 10)], at(0), at(900), 300);
    expect(points.every(({ checks }) => checks === 0)).toBe(true);
  });
});

describe('a chart that is built check by check', () => {
  it('says what all checks of a point say at once', () => {
    const any = fc.record({
      seconds: fc.integer({ min: -50, max: 1_050 }),
      latencyMs: fc.option(fc.integer({ min: 0, max: 60_000 })),
      outcome: fc.constantFrom('ok' as const, 'slow' as const, 'failed' as const),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 200 }), (list) => {
        const checks = list
          .map(({ seconds, latencyMs, outcome }) => check(seconds, latencyMs, { outcome }))
          .sort((a, b) => +a.slot - +b.slot);
        for (const point of chartPoints(checks, at(0), at(1_000), 100)) {
          const end = new Date(point.at.getTime() + 100_000);
          const own = checks.filter(({ slot }) => slot >= point.at && slot < end);
          const times = own
            .filter(({ outcome }) => outcome !== 'failed')
            .flatMap(({ latencyMs }) => latencyMs ?? [])
            .sort((a, b) => a - b);
          expect(point).toMatchObject({
            checks: own.length,
            failed: own.filter(({ outcome }) => outcome === 'failed').length,
            minMs: times[0] ?? null,
            maxMs: times.at(-1) ?? null,
            p95Ms: nearestRank(times, 0.95),
          });
        }
      }),
    );
  });

  it('counts a check that comes late, and leaves it out of the percentile', () => {
    const checks = [check(0, 10), check(300, 20), check(1, 90)];
    expect(chartPoints(checks, at(0), at(600), 300)).toMatchObject([
      { checks: 2, minMs: 10, avgMs: 50, maxMs: 90, p95Ms: 10 },
      { checks: 1, p95Ms: 20 },
    ]);
  });
});

describe('chartBucketSeconds', () => {
  it.each([
    [86_400, 20, 300],
    [86_400, 300, 300],
    [3_600, 300, 300],
    [3_600, 20, 20],
    [86_400 * 30, 300, 9_000],
  ])('over %i s at an interval of %i s is %i s', (range, interval, width) => {
    expect(chartBucketSeconds(at(0), at(range), interval)).toBe(width);
  });
});

describe('nearestRank', () => {
  it('is a value of the list', () => {
    const values = [4, 5, 9, 30, 100, 1_000];
    expect(nearestRank(values, 0.5)).toBe(9);
    expect(nearestRank(values, 0.95)).toBe(1_000);
    expect(nearestRank([7], 0.95)).toBe(7);
    expect(nearestRank([], 0.95)).toBeNull();
  });
});
