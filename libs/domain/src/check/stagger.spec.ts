import { describe, expect, it } from 'vitest';
import { staggerMs } from './stagger.ts';

const ids = Array.from(
  { length: 1_000 },
  (_, i) => `65a1b2c3d4e5f6a7${i.toString(16).padStart(8, '0')}`,
);

describe('staggerMs', () => {
  it.each([
    [20, 200],
    [25, 250],
    [86_400, 250],
    [1, 10],
  ])('spreads the targets of a host with an interval of %i s over %i ms', (interval, longest) => {
    const waits = ids.map((id) => staggerMs(id, interval));
    expect(Math.max(...waits)).toBe(longest);
    expect(Math.min(...waits)).toBe(0);
    const inFirstHalf = waits.filter((ms) => ms < longest / 2).length;
    expect(Math.abs(inFirstHalf - ids.length / 2)).toBeLessThan(ids.length / 10);
    expect(waits.every(Number.isInteger)).toBe(true);
  });

  it('is the same each time', () => {
    expect(ids.map((id) => staggerMs(id, 300))).toEqual(ids.map((id) => staggerMs(id, 300)));
  });
});
