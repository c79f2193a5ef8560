import { describe, expect, it } from 'vitest';
import { formatDate, formatDayByName, formatMoment, startOfDay } from './instant';

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

describe('a day that is known by its name', () => {
  it.each([
    ['2026-03-03', 'UTC', '2026-03-03T00:00:00.000Z'],
    ['2026-03-03', 'Asia/Kolkata', '2026-03-02T18:30:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
    ['2026-11-02', 'America/New_York', '2026-11-02T05:00:00.000Z'],
  ])('%s in %s begins at %s', (day, zone, start) => {
    expect(startOfDay(day, zone).toISOString()).toBe(start);
  });

  it('is written as it is called', () => {
    expect(formatDayByName('2026-03-03')).toBe('3 Mar');
  });
});
