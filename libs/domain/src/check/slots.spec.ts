import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextSlot, PARTITIONS, partitionOf } from './slots.ts';

const id = fc.stringMatching(/^[0-9a-f]{24}$/);
const instant = fc.date({
  min: new Date('2020-01-01'),
  max: new Date('2040-01-01'),
  noInvalidDate: true,
});
const interval = fc.integer({ min: 20, max: 86_400 });

/** Ids as a database makes them: they differ in their last digits only. */
const ids = Array.from(
  { length: 6_400 },
  (_, i) => `65a1b2c3d4e5f6a7${i.toString(16).padStart(8, '0')}`,
);

describe('nextSlot', () => {
  it('is strictly later and at most one interval away', () => {
    fc.assert(
      fc.property(id, interval, instant, (target, seconds, after) => {
        const wait = nextSlot(target, seconds, after).getTime() - after.getTime();
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(seconds * 1_000);
      }),
    );
  });

  it('never drifts: slots follow each other by exactly one interval', () => {
    fc.assert(
      fc.property(id, interval, instant, (target, seconds, after) => {
        const first = nextSlot(target, seconds, after);
        expect(nextSlot(target, seconds, first).getTime()).toBe(first.getTime() + seconds * 1_000);
      }),
    );
  });

  it('spreads targets evenly over the interval', () => {
    const start = new Date('2026-01-01T00:00:00Z');
    const perSecond = new Array<number>(300).fill(0);
    for (const target of ids) {
      const second = Math.floor(
        (nextSlot(target, 300, start).getTime() - start.getTime() - 1) / 1_000,
      );
      perSecond[second] = (perSecond[second] ?? 0) + 1;
    }
    // 21.3 expected; a Poisson count beyond 21 + 6 sigma would be clumping.
    expect(Math.max(...perSecond)).toBeLessThan(50);
    expect(Math.min(...perSecond)).toBeGreaterThan(2);
  });
});

describe('partitionOf', () => {
  it('spreads targets evenly over the partitions', () => {
    const counts = new Array<number>(PARTITIONS).fill(0);
    for (const target of ids) counts[partitionOf(target)] = (counts[partitionOf(target)] ?? 0) + 1;
    expect(Math.max(...counts)).toBeLessThan(160);
    expect(Math.min(...counts)).toBeGreaterThan(50);
  });
});
