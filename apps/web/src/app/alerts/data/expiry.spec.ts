import { expect, it } from 'vitest';
import { expiresAt } from './expiry';

it('counts hours from now, and mornings by the clock of the browser', () => {
  const now = new Date(2026, 0, 31, 3, 14);
  expect(expiresAt('end', now)).toBeNull();
  expect(expiresAt('hour', now)).toEqual(new Date(2026, 0, 31, 4, 14));
  expect(expiresAt('hours', now)).toEqual(new Date(2026, 0, 31, 7, 14));
  expect(expiresAt('morning', now)).toEqual(new Date(2026, 1, 1, 8, 0));
});
