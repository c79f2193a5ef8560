import { describe, expect, it } from 'vitest';
import { nextAttemptAt } from './backoff.ts';

const createdAt = new Date('2026-01-01T00:00:00Z');
const wait = (
  attempts: number,
  over: { retryAfterMs?: number; random?: number; age?: number } = {},
) => {
  const now = new Date(createdAt.getTime() + (over.age ?? 0));
  const next = nextAttemptAt({ attempts, createdAt }, now, {
    retryAfterMs: over.retryAfterMs ?? null,
    random: over.random ?? 0,
  });
  return next && next.getTime() - now.getTime();
};

describe('waits between delivery attempts', () => {
  it('double from 5 s up to 15 min', () => {
    expect([1, 2, 3, 4, 8, 9, 19].map((attempts) => wait(attempts))).toEqual([
      5_000, 10_000, 20_000, 40_000, 640_000, 900_000, 900_000,
    ]);
  });

  it('are shortened by up to a fifth', () => {
    expect(wait(1, { random: 0.999_999 })).toBeGreaterThanOrEqual(4_000);
  });

  it('are never shorter than the provider asks', () => {
    expect(wait(1, { retryAfterMs: 30_000, random: 0.5 })).toBe(30_000);
    expect(wait(5, { retryAfterMs: 30_000 })).toBe(80_000);
  });

  it('end after 20 attempts or a day', () => {
    expect(wait(20)).toBeNull();
    expect(wait(3, { age: 24 * 3_600_000 })).toBeNull();
    expect(wait(3, { age: 24 * 3_600_000 - 1 })).not.toBeNull();
  });
});
