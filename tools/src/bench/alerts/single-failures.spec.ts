import { expect, it } from 'vitest';
import { SingleFailures } from './single-failures.ts';

it('fails checks of its targets, never two in a row', () => {
  const singles = new SingleFailures(['a'], 0.01, () => 0);
  expect([singles.fails('a'), singles.fails('a'), singles.fails('a')]).toEqual([true, false, true]);
  expect(singles.fails('b')).toBe(false);
  expect(singles.count).toBe(2);
});

it('fails a share of the checks', () => {
  const singles = new SingleFailures(['a'], 0.01, () => 0.01);
  expect(singles.fails('a')).toBe(false);
});
