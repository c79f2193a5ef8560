import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bucketOf,
  HISTOGRAM_ERROR,
  histogramOf,
  mergeHistograms,
  packHistogram,
  percentileIn,
  unpackHistogram,
} from './histogram.ts';
import { percentileOf } from './percentile.ts';

/** Response times as probes measure them: tenths of a millisecond, up to two minutes. */
const times = fc.array(
  fc.integer({ min: 1, max: 1_200_000 }).map((tenths) => tenths / 10),
  {
    maxLength: 300,
  },
);
const percents = fc.integer({ min: 1, max: 100 });
/** For what floating point itself loses. */
const TINY = 1e-9;

describe('a histogram of response times', () => {
  it('gives percentiles within 1 % of the exact ones', () => {
    fc.assert(
      fc.property(times, percents, (list, percent) => {
        const exact = percentileOf(Float64Array.from(list).sort(), percent);
        const read = percentileIn(histogramOf(list), percent);
        if (exact === null) return read === null;
        return Math.abs((read ?? NaN) - exact) <= exact * (HISTOGRAM_ERROR + TINY);
      }),
      { numRuns: 2_000 },
    );
  });

  it('of parts is that of the whole, however they are cut and in whatever order they come', () => {
    fc.assert(
      fc.property(times, fc.nat(300), fc.nat(300), (list, a, b) => {
        const parts = [list.slice(0, a), list.slice(a, a + b), list.slice(a + b)];
        const merged = mergeHistograms(parts.toReversed().map(histogramOf));
        expect(merged).toEqual(histogramOf(list));
      }),
    );
  });

  it('is the same after it was stored', () => {
    fc.assert(
      fc.property(times, (list) => {
        const histogram = histogramOf(list);
        expect(unpackHistogram(packHistogram(histogram))).toEqual(histogram);
      }),
    );
    const many = new Map([
      [0, 1],
      [700, 4_000_000_000],
    ]);
    expect(unpackHistogram(packHistogram(many))).toEqual(many);
  });

  it('takes what is faster than its first bucket as that fast, and no time at all, too', () => {
    expect([0, 0.01, 0.1].map(bucketOf)).toEqual([0, 0, 0]);
    expect(percentileIn(histogramOf([0]), 50)).toBe(0.1);
  });

  it('says nothing without times', () => {
    expect(percentileIn(histogramOf([]), 99)).toBeNull();
    expect(packHistogram(histogramOf([]))).toHaveLength(0);
  });

  it('of a day of a check every five minutes is stored in less than 450 bytes', () => {
    // Spread wider than that of most sites: a factor of twenty.
    const day = Array.from({ length: 288 }, (_, i) => 20 * 20 ** (((i * 89) % 288) / 288));
    expect(packHistogram(histogramOf(day)).length).toBeLessThan(450);
  });
});
