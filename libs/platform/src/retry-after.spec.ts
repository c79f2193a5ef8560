import { describe, expect, it } from 'vitest';
import { readRetryAfter } from './retry-after.ts';

const now = new Date('2026-01-31T14:00:00Z');
const DAY_MS = 86_400_000;

describe('readRetryAfter', () => {
  it.each([
    [null, null],
    ['', null],
    ['soon', null],
    ['-5', null],
    ['1e3', null],
    ['Sat, 99 Foo 2026 12:00:00 GMT', null],
    ['May 2027', null],
    ['0', 0],
    ['30', 30_000],
    [' 30 ', 30_000],
    ['0.5', 500],
    ['0.0001', 1],
    ['9999999', 9_999_999_000],
    ['9'.repeat(400), Number.POSITIVE_INFINITY],
    ['Sat, 31 Jan 2026 14:02:00 GMT', 120_000],
    ['sat, 31 jan 2026 14:02:00 gmt', 120_000],
    ['Saturday, 31-Jan-26 14:02:00 GMT', 120_000],
    ['Sat Jan 31 14:02:00 2026', 120_000],
    ['Sun Feb  1 14:00:00 2026', DAY_MS],
    ['Sat, 31 Jan 2026 13:00:00 GMT', 0],
    ['Sun, 31 Jan 2027 14:00:00 GMT', 365 * DAY_MS],
  ])('%j is a wait of %j ms', (header, waitMs) => {
    expect(readRetryAfter(header, now)).toBe(waitMs);
  });
});
