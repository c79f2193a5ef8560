import { describe, expect, it } from 'vitest';
import { laneRetryMs, nextAttemptAt } from './backoff.ts';

const createdAt = new Date('2026-01-01T00:00:00Z');
const ATTEMPT = { at: createdAt, outcome: 'retry', fact: { is: 'text', text: '' } } as const;
const wait = (
  attempts: number,
  over: { retryAfterMs?: number; random?: number; age?: number } = {},
) => {
  const now = new Date(createdAt.getTime() + (over.age ?? 0));
  const made = Array.from({ length: attempts - 1 }, () => ATTEMPT);
  const next = nextAttemptAt({ attempts: made, createdAt }, now, {
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

  it('begin anew when a person sends the message again', () => {
    const redrivenAt = new Date(createdAt.getTime() + 48 * 3_600_000);
    const attempts = Array.from({ length: 40 }, () => ATTEMPT);
    const next = nextAttemptAt({ attempts, createdAt, redrivenAt }, redrivenAt, {
      retryAfterMs: null,
      random: 0,
    });
    expect(Number(next) - Number(redrivenAt)).toBe(5_000);
  });
});

describe('waits of a channel that fails', () => {
  it('double from 5 s up to 90 s: one that is back is found within two minutes', () => {
    expect([1, 2, 5, 6, 1_000].map((failures) => laneRetryMs(failures, 0))).toEqual([
      5_000, 10_000, 80_000, 90_000, 90_000,
    ]);
  });
});
