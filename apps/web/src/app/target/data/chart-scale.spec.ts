import { describe, expect, it } from 'vitest';
import { chartScale } from './chart-scale';

const points = (...slowest: (number | null)[]) =>
  slowest.map((maxMs) => ({ maxMs, avgMs: maxMs, checks: maxMs === null ? 0 : 1 }));
const usual = (count: number): number[] => Array.from({ length: count }, (_, i) => 80 + (i % 20));

describe('the scale of a chart', () => {
  it('is not flattened by one spike, which it marks', () => {
    const { top, peaks } = chartScale(points(...usual(200), 9_000, ...usual(80)));
    expect(top).toBeLessThan(120);
    expect(peaks).toEqual([200]);
  });

  it('is not flattened by one spike of few points', () => {
    const { top, peaks } = chartScale(points(80, null, 9_000, 90));
    expect(top).toBeCloseTo(99);
    expect(peaks).toEqual([2]);
  });

  it('is not flattened by points of which one check was slow', () => {
    const week = Array.from({ length: 288 }, (_, i) => ({
      ...{ avgMs: 80, checks: 7 },
      maxMs: i % 60 === 0 ? 3_000 : 90,
    }));
    const { top, peaks } = chartScale(week);
    expect(top).toBeCloseTo(99);
    expect(peaks).toHaveLength(5);
  });

  it('marks no days for their slowest check, as long as it is as slow as on other days', () => {
    const day = (maxMs: number) => ({ avgMs: 220, checks: 288, maxMs });
    const days = Array.from({ length: 90 }, (_, i) => day(600 + i));
    expect(chartScale(days)).toMatchObject({ peaks: [] });
    expect(chartScale([...days, day(9_000)]).peaks).toEqual([90]);
  });

  it('shows all of what varies a little, and of what is slow for a while', () => {
    expect(chartScale(points(...usual(50), 150)).peaks).toEqual([]);
    const often = chartScale(points(...usual(200), ...usual(20).map((ms) => ms * 10)));
    expect(often).toMatchObject({ peaks: [] });
    expect(often.top).toBeGreaterThan(990);
  });

  it('is there without a point, and with one', () => {
    expect(chartScale([])).toEqual({ top: 10, peaks: [] });
    expect(chartScale(points(null))).toEqual({ top: 10, peaks: [] });
    expect(chartScale(points(100)).peaks).toEqual([]);
    expect(chartScale(points(0.2, 0.1))).toEqual({ top: 10, peaks: [] });
  });
});
