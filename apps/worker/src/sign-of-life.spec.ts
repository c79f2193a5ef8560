import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { giveSignsOfLife, SIGN_OF_LIFE_MS } from './sign-of-life.ts';

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-01-01T12:00:00Z') }));
afterEach(() => vi.useRealTimers());

function start(isHeard: () => boolean) {
  const logged: string[] = [];
  const keep = (_fields: object, message: string): void => void logged.push(message);
  let pings = 0;
  let reconciledAt: Date | null = null;
  const signs = giveSignsOfLife({
    ping: async () => {
      pings++;
      return { isHeard: isHeard(), fact: { is: 'taken', by: 'heartbeat', status: 200 } };
    },
    reconciledAt: () => reconciledAt,
    now: () => new Date(),
    log: { debug: keep, info: keep, warn: keep, error: keep },
  });
  return {
    ...{ signs, logged },
    pings: () => pings,
    reconcile: () => (reconciledAt = new Date()),
  };
}

describe('signs of life', () => {
  it('are given every minute while unfinished work is taken up', async () => {
    const { signs, pings, reconcile } = start(() => true);
    await vi.advanceTimersByTimeAsync(SIGN_OF_LIFE_MS);
    expect(pings()).toBe(0);
    reconcile();
    await vi.advanceTimersByTimeAsync(SIGN_OF_LIFE_MS);
    expect(pings()).toBe(1);
    // Nobody has taken anything up for two minutes.
    await vi.advanceTimersByTimeAsync(3 * SIGN_OF_LIFE_MS);
    expect(pings()).toBe(1);
    reconcile();
    await vi.advanceTimersByTimeAsync(SIGN_OF_LIFE_MS);
    expect(pings()).toBe(2);
    await signs.stop();
  });

  it('that are not heard are logged once, and when they are heard again', async () => {
    let isHeard = false;
    const { signs, logged, reconcile } = start(() => isHeard);
    for (let minute = 0; minute < 3; minute++) {
      reconcile();
      await vi.advanceTimersByTimeAsync(SIGN_OF_LIFE_MS);
    }
    expect(logged).toEqual(['giving a sign of life outside fails; trying on']);
    isHeard = true;
    reconcile();
    await vi.advanceTimersByTimeAsync(SIGN_OF_LIFE_MS);
    expect(logged.at(-1)).toBe('giving a sign of life outside works again');
    await signs.stop();
  });
});
