import { describe, expect, it } from 'vitest';
import { NO_PHASES, type Check } from '../check/schema.ts';
import { chartBucketSeconds, chartPoints, nearestRank } from './chart.ts';

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

describe('chartPoints', () => {
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
