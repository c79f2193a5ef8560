import { expect, it } from 'vitest';
import { atOnce } from './at-once.ts';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('runs so many tasks at once at most, in order, also after one that failed', async () => {
  const limit = atOnce(2);
  const begun: number[] = [];
  const ends: ((isGood: boolean) => void)[] = [];
  const task = (number: number) => () =>
    new Promise<void>((resolve, reject) => {
      begun.push(number);
      ends.push((isGood) => (isGood ? resolve() : reject(new Error('Boom'))));
    });
  const done = Promise.allSettled([1, 2, 3, 4].map((number) => limit(task(number))));
  await settle();
  expect(begun).toEqual([1, 2]);
  ends[0]?.(false);
  await settle();
  expect(begun).toEqual([1, 2, 3]);
  ends[1]?.(true);
  await settle();
  for (const end of ends) end(true);
  expect((await done).map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  expect(begun).toEqual([1, 2, 3, 4]);
});
