import { describe, expect, it } from 'vitest';
import { NO_TOTALS, type Totals } from './daily-record.ts';
import { histogramOf } from './histogram.ts';
import { percentDown, percentUp } from './percent.ts';
import { windowStats, type WindowFacts } from './window.ts';

const NONE: WindowFacts = {
  totals: NO_TOTALS,
  seconds: { up: 0, down: 0, unknown: 0, paused: 0 },
  outages: { outages: 0, longestSeconds: 0 },
  times: [],
};
const counts = (ok: number, failed: number, over: Partial<Totals['checks']> = {}): Totals => ({
  ...NO_TOTALS,
  checks: { ...NO_TOTALS.checks, ok, failed, ...over },
});

describe('percent', () => {
  it.each([
    [1, 1, 100, 100],
    [999_999, 1_000_000, 99.999, 100],
    [9_999_999, 10_000_000, 99.999, 100],
    [997, 1_000, 99.7, 99.7],
    [2, 3, 66.666, 66.667],
    [0, 3, 0, 0],
    [1, 1_000_000, 0, 0.001],
  ])('of %i in %i is %d, or %d rounded up', (part, whole, down, up) => {
    expect(percentDown(part, whole)).toBe(down);
    expect(percentUp(part, whole)).toBe(up);
  });

  it('of nothing cannot be told', () => {
    expect(percentDown(0, 0)).toBeNull();
    expect(percentUp(0, 0)).toBeNull();
  });
});

describe('the numbers of a window', () => {
  it('are null where nothing was measured, and its coverage is 0', () => {
    const stats = windowStats({ ...NONE, seconds: { ...NONE.seconds, unknown: 3_600 } });
    expect(stats).toMatchObject({
      ...{ uptime: null, availability: null, errorRate: null, coverage: 0, checks: 0 },
      ...{ avgMs: null, p50Ms: null, p95Ms: null, p99Ms: null },
      ...{ mttrSeconds: null, mtbfSeconds: null, outages: 0, longestOutageSeconds: 0 },
      unknownSeconds: 3_600,
    });
  });

  it('never show 100 beside one failure, nor 0 errors', () => {
    const totals = counts(9_999_999, 1);
    expect(windowStats({ ...NONE, totals })).toMatchObject({ uptime: 99.999, errorRate: 0.001 });
  });

  it('leave inconclusive checks out of both parts, and count slow ones as good', () => {
    const totals = counts(6, 2, { slow: 2, inconclusive: 90 });
    expect(windowStats({ ...NONE, totals })).toMatchObject({
      ...{ uptime: 80, errorRate: 20, checks: 10, failed: 2, inconclusive: 90 },
    });
  });

  it('tell availability, repair and time between outages from the seconds of each state', () => {
    const seconds = { up: 80_000, down: 1_000, unknown: 4_400, paused: 1_000 };
    const outages = { outages: 3, longestSeconds: 700 };
    expect(windowStats({ ...NONE, seconds, outages })).toMatchObject({
      ...{ availability: 98.765, coverage: 93.75, outages: 3, longestOutageSeconds: 700 },
      ...{ mttrSeconds: 333, mtbfSeconds: 26_667 },
    });
  });

  it('take percentiles from the times where they are at hand, else from the histogram', () => {
    const times = Array.from({ length: 100 }, (_, i) => i + 1);
    const totals = { ...NO_TOTALS, histogram: histogramOf(times) };
    const exact = windowStats({ ...NONE, totals, times });
    expect([exact.p50Ms, exact.p95Ms, exact.p99Ms]).toEqual([50, 95, 99]);
    const read = windowStats({ ...NONE, totals, times: null });
    expect(Math.abs((read.p95Ms ?? 0) - 95)).toBeLessThanOrEqual(0.96);
  });
});
