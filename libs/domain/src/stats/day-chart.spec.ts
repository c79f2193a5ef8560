import { describe, expect, it } from 'vitest';
import { NO_PHASES } from '../check/schema.ts';
import { totalsOf } from './daily-record.ts';
import { dayPoint, daysPerPoint, isChartOfDays } from './day-chart.ts';

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const day = (index: number): Date => new Date(START + index * DAY_MS);

const totals = (...latencies: (number | null)[]) =>
  totalsOf(
    latencies.map((latencyMs, index) => ({
      slot: new Date(index),
      outcome: latencyMs === null ? ('failed' as const) : ('ok' as const),
      origin: 'scheduled' as const,
      latencyMs,
      phases: NO_PHASES,
    })),
  );

describe('a chart of days', () => {
  it('has a point for each day, and keeps gaps', () => {
    const days = [totals(100, 200, null), null, totals(50)];
    const points = days.map((one, index) => dayPoint([{ from: day(index), totals: one }]));
    expect(points.map(({ at }) => at)).toEqual([day(0), day(1), day(2)]);
    expect(points[0]).toMatchObject({ minMs: 100, avgMs: 150, maxMs: 200, checks: 3, failed: 1 });
    expect(Math.abs((points[0]?.p95Ms ?? 0) - 200)).toBeLessThanOrEqual(2);
    expect(points[1]).toMatchObject({ minMs: null, avgMs: null, p95Ms: null, checks: 0 });
    expect(points[2]).toMatchObject({ minMs: 50, maxMs: 50, checks: 1 });
  });

  it('puts days together where there are too many, and loses none', () => {
    const days = Array.from({ length: 800 }, (_, index) => ({
      from: day(index),
      totals: totals(index + 1, null),
    }));
    const width = daysPerPoint(days.length);
    expect(Math.ceil(days.length / width)).toBeLessThanOrEqual(288);
    expect(dayPoint(days.slice(0, width))).toMatchObject({ at: day(0), checks: 6, failed: 3 });
    expect(dayPoint(days)).toMatchObject({ minMs: 1, maxMs: 800, checks: 1_600, failed: 800 });
  });

  it.each([
    ['a day', 0, 1, 10, false],
    ['a month', 0, 35, 10, false],
    ['a year', 0, 365, -400, true],
    ['a day that is no longer kept', 0, 1, -1, true],
  ])('is made of %s: from day %i to %i', (_what, from, to, held, isOfDays) => {
    expect(isChartOfDays(day(from), day(to), day(-held))).toBe(isOfDays);
  });
});
