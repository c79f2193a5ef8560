import { describe, expect, it } from 'vitest';
import { percentileOf, rankOf } from './percentile.ts';

describe('a percentile', () => {
  it.each([
    [50, 1, 1],
    [50, 2, 1],
    [50, 3, 2],
    [95, 20, 19],
    [95, 100, 95],
    [99, 100, 99],
    [99, 101, 100],
    [7, 100, 7],
    [100, 5, 5],
  ])('of %i %% of %i values is the one at place %i', (percent, count, rank) => {
    expect(rankOf(percent, count)).toBe(rank);
  });

  it('is a value that was measured, and null without one', () => {
    expect(percentileOf([4, 5, 9, 30, 100, 1_000], 95)).toBe(1_000);
    expect(percentileOf([4, 5, 9, 30, 100, 1_000], 50)).toBe(9);
    expect(percentileOf([], 50)).toBeNull();
  });
});
