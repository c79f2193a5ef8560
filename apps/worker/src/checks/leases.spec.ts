import { describe, expect, it } from 'vitest';
import { startOfClaimed } from './leases.ts';

const now = new Date('2026-01-01T12:00:00Z');
const after = (ms: number): Date => new Date(now.getTime() + ms);

describe('checks that are claimed begin', () => {
  it.each([
    ['before the horizon while the store is fast', 20, 750],
    ['before the horizon after a claim that took a third of it', 250, 750],
    ['later while the store takes two seconds for each operation', 6_000, 12_000],
    ['soon enough for others to take over, however slow the store was', 60_000, 20_000],
  ])('%s', (_when, claimMs, startMs) => {
    expect(startOfClaimed(now, after(750), claimMs)).toEqual(after(startMs));
  });
});
