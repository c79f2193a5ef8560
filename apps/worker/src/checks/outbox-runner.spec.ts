import { expect, it } from 'vitest';
import { OutboxRunner, type OutboxRunnerOptions } from './outbox-runner.ts';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A runner whose batches end when they are told to. */
function start(options: Omit<OutboxRunnerOptions, 'apply' | 'now'>) {
  let now = 0;
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const runner = new OutboxRunner({
    apply: async (ids) => {
      begun.push(ids.join(' '));
      await new Promise<void>((resolve) => ends.push(resolve));
    },
    now: () => new Date(++now),
    ...options,
  });
  return {
    runner,
    begun,
    end: async () => {
      ends.shift()?.();
      await settle();
    },
  };
}

it('works in batches, a few at a time', async () => {
  const { runner, begun, end } = start({ batchSize: 2, concurrency: 2 });
  runner.add(['a', 'b', 'c', 'd', 'e', 'f']);
  runner.add(['g']);
  expect(begun).toEqual(['a b', 'c d']);
  await end();
  await end();
  expect(begun).toEqual(['a b', 'c d', 'e f', 'g']);
});

it('keeps no more than it has room for', async () => {
  const { runner, begun, end } = start({ batchSize: 1, concurrency: 1, capacity: 3 });
  runner.add(['a', 'b', 'c', 'd']);
  runner.add(['e', 'f']);
  for (let i = 0; i < 6; i++) await end();
  expect(begun).toEqual(['a', 'b', 'c', 'e']);
});

it('ends everything when it stops, but nothing new after the grace', async () => {
  const { runner, begun, end } = start({ batchSize: 1, concurrency: 1 });
  runner.add(['a', 'b']);
  const stopped = runner.stop(60_000);
  await end();
  await end();
  await stopped;
  expect(begun).toEqual(['a', 'b']);

  runner.add(['c', 'd']);
  const cut = runner.stop(0);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await end();
  await cut;
  expect(begun).toEqual(['a', 'b', 'c']);
});

it('knows since when the first waits that is not done', async () => {
  const { runner, end } = start({ batchSize: 1, concurrency: 1 });
  expect(runner.waitingSince).toBeNull();
  runner.add(['a', 'b']);
  runner.add(['c']);
  expect(runner.waitingSince).toEqual(new Date(1));
  await end();
  await end();
  expect(runner.waitingSince).toEqual(new Date(2));
  await end();
  expect(runner.waitingSince).toBeNull();
});

it('leaves to others what hangs, and what waits behind nothing but that', async () => {
  let elapsed = 0;
  const { runner, end } = start({ batchSize: 1, concurrency: 2, elapsedMs: () => elapsed });
  runner.add(['a']);
  elapsed = 9_999;
  expect(runner.waitingSince).toEqual(new Date(1));
  runner.add(['b', 'c']);
  elapsed = 10_000;
  expect(runner.waitingSince).toEqual(new Date(2));
  elapsed = 19_999;
  expect(runner.waitingSince).toBeNull();
  await end();
  expect(runner.waitingSince).toEqual(new Date(2));
});
