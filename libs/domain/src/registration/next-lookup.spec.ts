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
    expect(nextLookupAt(fresh, now)).toEqual(now);
  });

  it.each([dated('2027-01-01T00:00:00Z'), notFound, failed('unsupported', 'no-service')])(
    'is 24 to 26 hours after $outcome, at any time between',
    (answer) => {
      const waits = Array.from({ length: 200 }, (_, i) =>
        hoursUntil(nextLookupAt(mergeRegistration(newRegistration(`d${i}.com`), answer, now), now)),
      );
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(24);
      expect(Math.min(...waits)).toBeLessThan(24.2);
      expect(Math.max(...waits)).toBeGreaterThan(25.8);
      expect(Math.max(...waits)).toBeLessThan(26);
    },
  );

  it('backs off over 1, 3 and 6 hours and then keeps the daily pace while lookups fail', () => {
    let state = fresh;
    const waits = [1, 2, 3, 4, 5].map(() => {
      state = mergeRegistration(state, failed(), now);
      return Math.floor(hoursUntil(nextLookupAt(state, now)));
    });
    expect(waits.slice(0, 3)).toEqual([1, 3, 6]);
    for (const wait of waits.slice(3)) expect([24, 25]).toContain(wait);
  });

  it('waits as long as the registry says', () => {
    const later = new Date(now.getTime() + 5 * HOUR);
    const limited = mergeRegistration(fresh, failed('rate-limited', 'rate-limit', later), now);
    expect(hoursUntil(nextLookupAt(limited, now))).toBe(5);
    const putOff = mergeRegistration(fresh, failed('rate-limited', 'throttled', later), now);
    expect(hoursUntil(nextLookupAt(putOff, now))).toBe(5);
  });

  it('is never in the past', () => {
    const state = mergeRegistration(fresh, dated('2027-01-01T00:00:00Z'), now);
    const late = new Date(now.getTime() + 90 * HOUR);
    expect(nextLookupAt(state, late)).toEqual(late);
  });
});

describe('on a crowded server', () => {
  const DAY = 24;
  const known = mergeRegistration(fresh, dated('2027-01-01T00:00:00Z'), now);
  const wait = (domains: number, nearer: number, state = known): number =>
    hoursUntil(nextLookupAt(state, now, { domains, nearer }));

  it.each([
    [300, 299, 'daily'],
    [301, 298, 'daily'],
    [301, 299, 'spaced'],
    [1_000, 182, 'daily'],
    [1_000, 183, 'spaced'],
    [2_100, 99, 'daily'],
    [2_100, 100, 'spaced'],
    [9_000, 99, 'daily'],
  ] as const)('of %i domains, the one after %i others is %s', (domains, nearer, pace) => {
    const isDaily = wait(domains, nearer) === wait(1, 0);
    expect(isDaily ? 'daily' : 'spaced').toBe(pace);
  });

  it.each([
    [2_100, 7],
    [2_101, 14],
    [4_200, 14],
    [4_201, 21],
  ])('of %i domains, each has a time of its own within %i days', (domains, days) => {
    const ofAll = Array.from({ length: 500 }, (_, i) => ({ ...known, domain: `d${i}.com` }));
    const crowd = { domains, nearer: 2_000 };
    const first = ofAll.map((state) => nextLookupAt(state, now, crowd));
    expect(Math.max(...first.map(hoursUntil))).toBeLessThanOrEqual(days * DAY);
    expect(Math.min(...first.map(hoursUntil))).toBeGreaterThan(((days * 3) / 28) * DAY - 1);
    for (const [i, at] of first.entries()) {
      const answered = { ...ofAll[i]!, lookedUpAt: new Date(at.getTime() + HOUR) };
      const next = nextLookupAt(answered, at, crowd);
      expect((next.getTime() - at.getTime()) / HOUR).toBeCloseTo(((days * 25) / 28) * DAY, 3);
    }
  });

  it('tries again soon after failures, and then at its pace', () => {
    let state = known;
    const waits = [1, 2, 3, 4].map(() => {
      state = mergeRegistration(state, failed(), now);
      return wait(2_100, 2_000, state);
    });
    expect(waits).toEqual([1, 3, 6, wait(2_100, 2_000)]);
  });
});

it('a person may ask once an hour', () => {
  expect(refreshAllowedAt(null, now)).toEqual(now);
  expect(hoursUntil(refreshAllowedAt(now, now))).toBe(1);
});
