import { expect, it } from 'vitest';
import { FollowUp, type FollowUpOptions } from './follow-up.ts';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Follow-ups that end when they are told to. */
function start(options: Omit<FollowUpOptions, 'follow' | 'now'>) {
  let now = 0;
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const followUp = new FollowUp({
    follow: async (ids) => {
      begun.push(ids.join(' '));
      await new Promise<void>((resolve) => ends.push(resolve));
    },
    now: () => new Date(++now),
    ...options,
  });
  return {
    followUp,
    begun,
    end: async () => {
      ends.shift()?.();
      await settle();
    },
  };
}

it('works in lots, a few at a time', async () => {
  const { followUp, begun, end } = start({ lot: 2, concurrency: 2 });
  followUp.add(['a', 'b', 'c', 'd', 'e', 'f']);
  followUp.add(['g']);
  expect(begun).toEqual(['a b', 'c d']);
  await end();
  await end();
  expect(begun).toEqual(['a b', 'c d', 'e f', 'g']);
});

it('keeps no more than it has room for', async () => {
  const { followUp, begun, end } = start({ lot: 1, concurrency: 1, capacity: 3 });
  followUp.add(['a', 'b', 'c', 'd']);
  followUp.add(['e', 'f']);
  for (let i = 0; i < 6; i++) await end();
  expect(begun).toEqual(['a', 'b', 'c', 'e']);
});

it('ends everything when it stops, but nothing new after the grace', async () => {
  const { followUp, begun, end } = start({ lot: 1, concurrency: 1 });
  followUp.add(['a', 'b']);
  const stopped = followUp.stop(60_000);
  await end();
  await end();
  await stopped;
  expect(begun).toEqual(['a', 'b']);

  followUp.add(['c', 'd']);
  const cut = followUp.stop(0);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await end();
  await cut;
  expect(begun).toEqual(['a', 'b', 'c']);
});

it('knows since when the first waits that is not done', async () => {
  const { followUp, end } = start({ lot: 1, concurrency: 1 });
  expect(followUp.waitingSince).toBeNull();
  followUp.add(['a', 'b']);
  followUp.add(['c']);
  expect(followUp.waitingSince).toEqual(new Date(1));
  await end();
  await end();
  expect(followUp.waitingSince).toEqual(new Date(2));
  await end();
  expect(followUp.waitingSince).toBeNull();
});

it('leaves to others what hangs, and what waits behind nothing but that', async () => {
  let elapsed = 0;
  const { followUp, end } = start({ lot: 1, concurrency: 2, elapsedMs: () => elapsed });
  followUp.add(['a']);
  elapsed = 9_999;
  expect(followUp.waitingSince).toEqual(new Date(1));
  followUp.add(['b', 'c']);
  elapsed = 10_000;
  expect(followUp.waitingSince).toEqual(new Date(2));
  elapsed = 19_999;
  expect(followUp.waitingSince).toBeNull();
  await end();
  expect(followUp.waitingSince).toEqual(new Date(2));
});
