import { afterEach, expect, it, vi } from 'vitest';
import { steadyClock } from './steady-clock.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('goes on evenly when the clock of the machine is set', () => {
  const before = steadyClock.now();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3_600_000 });
  expect(steadyClock.now()).toBeGreaterThanOrEqual(before);
  vi.setSystemTime(Date.now() + 86_400_000);
  expect(steadyClock.now() - before).toBeLessThan(60_000);
});
