import { describe, expect, it } from 'vitest';
import type { StoreSize } from './housekeeping.ts';
import { daysUntilFull, growthPerDay, withSize } from './storage.ts';

const DAY_MS = 86_400_000;
const MB = 1_000_000;
const START = Date.UTC(2026, 0, 1);
const at = (days: number): Date => new Date(START + days * DAY_MS);
const size = (days: number, megabytes: number): StoreSize => ({
  at: at(days),
  bytes: megabytes * MB,
});

describe('sizes of the store', () => {
  it('are noted every six hours, and remembered for a month', () => {
    let known: StoreSize[] = [];
    for (let hour = 0; hour <= 40 * 24; hour++) known = withSize(known, size(hour / 24, hour));
    expect(known).toHaveLength(30 * 4 + 1);
    expect(known[0]?.at).toEqual(at(10));
    expect(known.at(-1)?.at).toEqual(at(40));
  });

  it('that a clock which was ahead has noted are forgotten', () => {
    const known = [size(0, 1), size(300, 2)];
    expect(withSize(known, size(1, 3))).toEqual([size(0, 1), size(1, 3)]);
  });
});

describe('the growth of the store', () => {
  it('is not known before it was watched for a quarter of a day', () => {
    expect(growthPerDay([])).toBeNull();
    expect(growthPerDay([size(0, 10)])).toBeNull();
    expect(growthPerDay([size(0, 10), size(0.24, 20)])).toBeNull();
  });

  it.each<[string, StoreSize[], number]>([
    ['steady', [size(0, 10), size(1, 12), size(2, 14)], 2],
    ['of a quarter of a day', [size(0, 10), size(0.25, 11)], 4],
    ['nothing', [size(0, 10), size(5, 10)], 0],
    ['less and less', [size(0, 10), size(1, 9)], -1],
    // A day on which a lot was deleted does not turn it round.
    ['of most days', [0, 1, 2, 3, 4, 5, 6].map((day) => size(day, day === 6 ? 4 : day)), 0.786],
  ])('is %s', (_what, sizes, megabytes) => {
    expect(growthPerDay(sizes)).toBeCloseTo(megabytes * MB, -4);
  });

  it('says how long the disk lasts', () => {
    expect(daysUntilFull(100 * MB, 3 * MB)).toBe(33);
    expect(daysUntilFull(0, 3 * MB)).toBe(0);
    for (const growth of [0, -1, null]) expect(daysUntilFull(100 * MB, growth)).toBeNull();
    expect(daysUntilFull(null, 3 * MB)).toBeNull();
  });
});
