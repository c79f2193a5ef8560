import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { repeat, type Repeating } from './repeat.ts';

const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
let repeating: Repeating | null = null;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(async () => {
  await repeating?.stop();
  vi.useRealTimers();
});

const start = (task: () => Promise<void>, nextAt?: () => Date | null): void => {
  repeating = repeat(task, { name: 'a task', everyMs: 10_000, log, ...(nextAt && { nextAt }) });
};

it('runs a task again and again', async () => {
  const task = vi.fn(async () => undefined);
  start(task);
  await vi.advanceTimersByTimeAsync(25_000);
  expect(task).toHaveBeenCalledTimes(3);
});

it('runs it sooner where there is something to do sooner, and never later', async () => {
  const at = (ms: number): Date => new Date(Date.now() + ms);
  const times = [at(2_000), at(60_000), null];
  const ranAt: number[] = [];
  const from = Date.now();
  start(
    async () => void ranAt.push(Date.now() - from),
    () => times.shift() ?? null,
  );
  await vi.advanceTimersByTimeAsync(25_000);
  expect(ranAt).toEqual([0, 2_000, 12_000, 22_000]);
});

it('does not run in circles where what was to be done failed', async () => {
  const task = vi.fn(() => Promise.reject(new Error('away')));
  start(task, () => new Date(0));
  await vi.advanceTimersByTimeAsync(25_000);
  expect(task).toHaveBeenCalledTimes(3);
  expect(log.warn).toHaveBeenCalledTimes(1);
});

it('is there for what is due next, also where something else failed', async () => {
  const task = vi.fn(() => Promise.reject(new Error('this one cannot be done')));
  const next = new Date(Date.now() + 3_000);
  start(task, () => next);
  await vi.advanceTimersByTimeAsync(3_500);
  expect(task).toHaveBeenCalledTimes(2);
});
