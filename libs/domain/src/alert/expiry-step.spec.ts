import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certificateThreshold, daysLeft, expiryStep, expirySteps } from './expiry-step.ts';

const SECOND = 1_000;
const DAY = 86_400 * SECOND;
const expiry = new Date('2027-03-15T04:00:00Z');

describe('daysLeft', () => {
  it.each([
    [14 * DAY, 14],
    [14 * DAY + SECOND, 15],
    [DAY + SECOND, 2],
    [DAY, 1],
    [SECOND, 1],
    [0, 0],
    [-SECOND, -1],
    [-DAY, -1],
    [-DAY - SECOND, -2],
  ])('%i ms before the expiry: %i', (left, days) => {
    expect(daysLeft(expiry, new Date(expiry.getTime() - left))).toBe(days);
  });

  it('is positive exactly while the date lies ahead, and never rises as time passes', () => {
    const moment = fc.integer({ min: -400 * DAY, max: 400 * DAY });
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        const at = (left: number): number => daysLeft(expiry, new Date(expiry.getTime() - left));
        expect(at(a) > 0).toBe(a > 0);
        expect(at(Math.min(a, b))).toBeLessThanOrEqual(at(Math.max(a, b)));
      }),
    );
  });
});

describe('expiryStep', () => {
  it.each([
    [15, 14, null],
    [14, 14, 14],
    [8, 14, 14],
    [7, 14, 7],
    [4, 14, 7],
    [3, 14, 3],
    [2, 14, 3],
    [1, 14, 1],
    [0, 14, 'expired'],
    [-200, 14, 'expired'],
    [31, 30, null],
    [30, 30, 30],
    [14, 30, 14],
    [5, 4, null],
    [4, 4, 4],
    [3, 2, null],
    [2, 2, 2],
    [1, 0, null],
    [0, 0, 'expired'],
  ])('%i days left with a threshold of %i: %s', (days, threshold, step) => {
    expect(expiryStep(days, threshold)).toBe(step);
  });

  it('takes each threshold once, in order, as the days pass', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 }), (threshold) => {
        const told = Array.from({ length: 100 }, (_, index) => expiryStep(95 - index, threshold));
        const thresholds = told.filter((step, index) => step !== null && step !== told[index - 1]);
        expect(thresholds).toEqual(expirySteps(threshold));
      }),
    );
  });
});

describe('certificateThreshold', () => {
  it.each([
    [14, 398, 14],
    [14, 47, 14],
    [14, 45, 14],
    [14, 30, 10],
    [30, 90, 30],
    [30, 47, 15],
    [14, 6, 2],
    [14, 1, 0],
    [5, 90, 5],
  ])('threshold %i, lifetime %i days: %i', (threshold, lifetime, days) => {
    expect(certificateThreshold(threshold, lifetime)).toBe(days);
  });
});
