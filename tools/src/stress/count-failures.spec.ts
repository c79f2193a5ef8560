import { expect, it } from 'vitest';
import { FailureCount } from './count-failures.ts';

it('counts the rounds in which a test failed, the worst first', () => {
  const count = new FailureCount();
  count.add(['a', 'b', 'c'], ['b']);
  count.add(['a', 'b', 'c'], ['b', 'c', 'c']);
  count.add(['a', 'b'], []);
  expect(count.lines(3)).toEqual(['2 of 3  b', '1 of 3  c']);
  expect([count.passed, count.failed]).toEqual([1, 2]);
});

it('counts a file that could not be loaded, of which no test ran', () => {
  const count = new FailureCount();
  count.add([], ['broken.spec.ts']);
  expect([count.passed, count.failed]).toEqual([0, 1]);
});
