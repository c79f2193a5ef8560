import { describe, expect, it } from 'vitest';
import { mergeRegistration } from './merge.ts';
import { nextLookupAt, refreshAllowedAt } from './next-lookup.ts';
import { newRegistration } from './state.ts';
import { dated, failed, notFound } from './testing.ts';

const HOUR = 3_600_000;
const now = new Date('2026-10-01T00:00:00Z');
const hoursUntil = (date: Date): number => (date.getTime() - now.getTime()) / HOUR;
const fresh = newRegistration('example.com');

describe('nextLookupAt', () => {
  it('is now for a new domain', () => {
    expect(nextLookupAt(fresh, now, 0.5)).toEqual(now);
  });

  it.each([dated('2027-01-01T00:00:00Z'), notFound, failed('unsupported', 'no-service')])(
    'is 24 to 26 hours after $outcome',
    (answer) => {
      const state = mergeRegistration(fresh, answer, now);
      expect(hoursUntil(nextLookupAt(state, now, 0))).toBe(24);
      expect(hoursUntil(nextLookupAt(state, now, 0.5))).toBe(25);
      expect(hoursUntil(nextLookupAt(state, now, 1 - Number.EPSILON))).toBeLessThanOrEqual(26);
    },
  );

  it('backs off over 1, 3, 6 and then 24 hours while lookups fail', () => {
    let state = fresh;
    const waits = [1, 2, 3, 4, 5].map(() => {
      state = mergeRegistration(state, failed(), now);
      return hoursUntil(nextLookupAt(state, now, 0.9));
    });
    expect(waits).toEqual([1, 3, 6, 24, 24]);
  });

  it('waits as long as the registry says', () => {
    const later = new Date(now.getTime() + 5 * HOUR);
    const limited = mergeRegistration(fresh, failed('rate-limited', 'rate-limit', later), now);
    expect(hoursUntil(nextLookupAt(limited, now, 0))).toBe(5);
    const putOff = mergeRegistration(fresh, failed('rate-limited', 'throttled', later), now);
    expect(hoursUntil(nextLookupAt(putOff, now, 0))).toBe(5);
  });
});

it('a person may ask once an hour', () => {
  expect(refreshAllowedAt(null, now)).toEqual(now);
  expect(hoursUntil(refreshAllowedAt(now, now))).toBe(1);
});
