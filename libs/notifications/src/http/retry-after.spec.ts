import { describe, expect, it } from 'vitest';
import { parseRetryAfter } from './retry-after.ts';

const now = new Date('2026-01-31T14:00:00Z');

describe('parseRetryAfter', () => {
  it.each([
    [null, null],
    ['', null],
    ['soon', null],
    ['-5', null],
    ['1e3', null],
    ['0', 0],
    ['30', 30_000],
    [' 30 ', 30_000],
    ['0.5', 500],
    ['0.0001', 1],
    ['9999999', 3_600_000],
    ['9'.repeat(400), 3_600_000],
    ['Sat, 31 Jan 2026 14:02:00 GMT', 120_000],
    ['Sat, 31 Jan 2026 13:00:00 GMT', 0],
    ['Sun, 31 Jan 2027 13:00:00 GMT', 3_600_000],
  ])('%j is a wait of %j ms', (header, waitMs) => {
    expect(parseRetryAfter(header, now)).toBe(waitMs);
  });
});
