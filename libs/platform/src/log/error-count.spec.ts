import { expect, it } from 'vitest';
import { ErrorCount } from './error-count.ts';

it('counts the errors of the last minute', () => {
  let now = 0;
  const errors = new ErrorCount(() => now);
  for (now = 0; now < 300_000; now += 1_000) errors.add();
  expect(errors.perMinute).toBe(55);
  now = 330_000;
  expect(errors.perMinute).toBe(25);
  now = 400_000;
  expect(errors.perMinute).toBe(0);
  errors.add();
  expect(errors.perMinute).toBe(1);
});
