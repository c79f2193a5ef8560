import { describe, expect, it } from 'vitest';
import { formatDate } from './instant';

describe('formatDate', () => {
  it.each([
    ['2027-03-15T00:00:00Z', '15 Mar 2027'],
    ['2027-03-15T12:00:00Z', '15 Mar 2027'],
    ['2027-03-15T23:59:59Z', '15 Mar 2027'],
  ])('writes the day of %s as the registry means it', (at, day) => {
    expect(formatDate(new Date(at))).toBe(day);
  });
});
