import { rankOf } from './percentile.ts';

/** Largest error of a percentile that is read from a histogram, as a part of it. */
export const HISTOGRAM_ERROR = 0.01;

/** Ratio of the two bounds of a bucket: its middle is within the error of all that it holds. */
const RATIO = (1 + HISTOGRAM_ERROR) / (1 - HISTOGRAM_ERROR);
const LOG_RATIO = Math.log(RATIO);
/** Upper bound of bucket 0 in milliseconds; what is faster counts as that fast. */
const SMALLEST_MS = 0.1;

/**
 * Times in logarithmic buckets of fixed bounds: the number of bucket n are the times within
 * `(0.1 ms * RATIO^(n - 1), 0.1 ms * RATIO^n]`. Because the bounds never change, histograms of parts add up to the
 * histogram of the whole, in any order.
 */
export type Histogram = ReadonlyMap<number, number>;

/** The bucket of a time in milliseconds. */
export const bucketOf = (ms: number): number =>
  ms <= SMALLEST_MS ? 0 : Math.ceil(Math.log(ms / SMALLEST_MS) / LOG_RATIO);

/** The time that a bucket stands for, in milliseconds: no time in it differs by more than the error. */
const msOf = (bucket: number): number =>
  bucket === 0 ? SMALLEST_MS : SMALLEST_MS * RATIO ** bucket * (1 - HISTOGRAM_ERROR);

/** Returns the histogram of some times in milliseconds. */
export function histogramOf(times: Iterable<number>): Histogram {
  const counts = new Map<number, number>();
  for (const ms of times) add(counts, bucketOf(ms), 1);
  return counts;
}

/** Returns the histogram of everything that is in some. */
export function mergeHistograms(parts: Iterable<Histogram>): Histogram {
  const counts = new Map<number, number>();
  for (const part of parts) for (const [bucket, count] of part) add(counts, bucket, count);
  return counts;
}

const add = (counts: Map<number, number>, bucket: number, count: number): void =>
  void counts.set(bucket, (counts.get(bucket) ?? 0) + count);

const inOrder = (histogram: Histogram): [bucket: number, count: number][] =>
  [...histogram].sort(([a], [b]) => a - b);

/** Returns a percentile in milliseconds, within {@link HISTOGRAM_ERROR} of what `percentileOf` gives; null without times. */
export function percentileIn(histogram: Histogram, percent: number): number | null {
  const buckets = inOrder(histogram);
  const total = buckets.reduce((sum, [, count]) => sum + count, 0);
  let left = rankOf(percent, total);
  for (const [bucket, count] of buckets) {
    left -= count;
    if (left <= 0) return msOf(bucket);
  }
  return null;
}

/** Bits of a number that one byte holds; the eighth says that more follow. */
const BITS = 7;
const MORE = 1 << BITS;

/** Writes a histogram in as few bytes as it needs: of each bucket its distance from the one before, and its count. */
export function packHistogram(histogram: Histogram): Uint8Array {
  const bytes: number[] = [];
  const write = (value: number): void => {
    let rest = value;
    for (; rest >= MORE; rest = Math.floor(rest / MORE)) bytes.push((rest % MORE) + MORE);
    bytes.push(rest);
  };
  let before = 0;
  for (const [bucket, count] of inOrder(histogram)) {
    write(bucket - before);
    write(count);
    before = bucket;
  }
  return Uint8Array.from(bytes);
}

/** Reads what {@link packHistogram} wrote. */
export function unpackHistogram(bytes: Uint8Array): Histogram {
  const values: number[] = [];
  let value = 0;
  let unit = 1;
  for (const byte of bytes) {
    value += (byte % MORE) * unit;
    unit *= MORE;
    if (byte >= MORE) continue;
    values.push(value);
    value = 0;
    unit = 1;
  }
  const counts = new Map<number, number>();
  let bucket = 0;
  for (let i = 0; i + 1 < values.length; i += 2) {
    bucket += values[i] ?? 0;
    counts.set(bucket, values[i + 1] ?? 0);
  }
  return counts;
}
