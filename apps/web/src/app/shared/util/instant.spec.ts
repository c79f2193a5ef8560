import { describe, expect, it } from 'vitest';
import { formatDate, formatMoment } from './instant';

describe('formatDate', () => {
  it.each([
    ['2027-03-15T00:00:00Z', '15 Mar 2027'],
    ['2027-03-15T12:00:00Z', '15 Mar 2027'],
    ['2027-03-15T23:59:59Z', '15 Mar 2027'],
  ])('writes the day of %s as the registry means it', (at, day) => {
    expect(formatDate(new Date(at))).toBe(day);
  });
});

describe('formatMoment', () => {
  const now = new Date(2026, 2, 3, 15, 0);
  it.each([
    [new Date(2026, 2, 3, 14, 2), '14:02'],
    [new Date(2026, 2, 2, 14, 2), '2 Mar, 14:02'],
    [new Date(2025, 10, 30, 14, 2), '30 Nov 2025, 14:02'],
  ])('says as much of %o as is needed', (at, words) => {
    expect(formatMoment(at, now)).toBe(words);
  });
});
