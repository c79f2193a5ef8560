import { describe, expect, it } from 'vitest';
import { isRenewal, isStale, registrationDaysLeft, registrationStep } from './judge.ts';
import { newRegistration, type Registration } from './state.ts';

const DAY = 86_400_000;
const now = new Date('2026-10-01T00:00:00Z');
const inDays = (days: number): Date => new Date(now.getTime() + days * DAY);

const known = (expiresAt: Date, changes: Partial<Registration> = {}): Registration => ({
  ...newRegistration('example.com'),
  outcome: 'ok',
  expiresAt,
  precision: 'instant',
  source: 'rdap',
  confirmedAt: now,
  ...changes,
});

describe('registrationDaysLeft', () => {
  it.each([
    ['2026-10-15T00:00:00Z', 'instant', 14],
    ['2026-10-01T00:00:01Z', 'instant', 1],
    ['2026-10-01T00:00:00Z', 'instant', 0],
    ['2026-10-15T12:00:00Z', 'day', 15],
    // The first of October has begun, and ends last at UTC-12.
    ['2026-10-01T12:00:00Z', 'day', 1],
    ['2026-09-30T12:00:00Z', 'day', 1],
    ['2026-09-30T00:00:00Z', 'day', 0],
    ['2026-09-29T12:00:00Z', 'day', -1],
  ] as const)('%s (%s): %i', (expiresAt, precision, days) => {
    expect(registrationDaysLeft({ expiresAt: new Date(expiresAt), precision }, now)).toBe(days);
  });

  it('is unknown without a date', () => {
    expect(registrationDaysLeft({ expiresAt: null, precision: 'day' }, now)).toBeNull();
  });
});

describe('isStale', () => {
  it.each([
    ['near and old', 45, 8, 'rdap', true],
    ['not yet near', 46, 8, 'rdap', false],
    ['confirmed a week ago', 10, 7, 'rdap', false],
    ['past and old', -3, 8, 'whois', true],
    ['typed in', 10, 100, 'manual', false],
  ] as const)('%s', (_what, left, age, source, stale) => {
    const registration = known(inDays(left), { source, confirmedAt: inDays(-age) });
    expect(isStale(registration, now)).toBe(stale);
  });
});

describe('registrationStep', () => {
  it.each([
    ['nothing to tell', known(inDays(15)), null],
    ['threshold', known(inDays(14)), 14],
    ['expired, fresh answer', known(inDays(-1)), 'expired'],
    ['past, answer of 25 hours', known(inDays(-1), { confirmedAt: inDays(-25 / 24) }), 1],
    [
      'past, typed in',
      known(inDays(-1), { source: 'manual', confirmedAt: inDays(-90) }),
      'expired',
    ],
    ['no date', newRegistration('example.com'), null],
  ])('%s', (_what, registration, step) => {
    expect(registrationStep(registration, 14, now)).toBe(step);
  });
});

it('a date that moves out by 30 days is a renewal', () => {
  expect(isRenewal(now, inDays(30))).toBe(true);
  expect(isRenewal(now, inDays(29))).toBe(false);
  expect(isRenewal(now, inDays(-365))).toBe(false);
});
