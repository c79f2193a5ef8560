import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchStore } from './watch-store.ts';

beforeEach(() => vi.useFakeTimers({ now: 0 }));
afterEach(() => vi.useRealTimers());

it('tells once that the store does not answer, and once that it does again', async () => {
  let answer: () => Promise<unknown> = () => Promise.resolve();
  const told: (number | null)[] = [];
  const watch = watchStore({
    ping: () => answer(),
    now: () => new Date(),
    onChange: (since) => told.push(since?.getTime() ?? null),
    everyMs: 1_000,
    limitMs: 500,
  });
  await vi.advanceTimersByTimeAsync(2_500);
  expect(told).toEqual([]);
  answer = () => new Promise(() => undefined);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(told).toEqual([3_000]);
  answer = () => Promise.reject(new Error('no server'));
  await vi.advanceTimersByTimeAsync(3_000);
  expect(told).toEqual([3_000]);
  answer = () => Promise.resolve();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(told).toEqual([3_000, null]);
  answer = () => Promise.reject(new Error('no server'));
  watch.stop();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(told).toEqual([3_000, null]);
});
