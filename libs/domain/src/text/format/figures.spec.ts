import { describe, expect, it } from 'vitest';
import { formatDaysLeft, inDays } from './days.ts';
import { formatDuration, formatInterval } from './duration.ts';
import { formatCount, formatLatency, formatPercent } from './figures.ts';
import { formatInstant, formatRelative } from './instant.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('formatDuration', () => {
  it.each([
    [-5, '0 s'],
    [0, '0 s'],
    [999, '0 s'],
    [59 * SECOND + 999, '59 s'],
    [MINUTE, '1 min'],
    [6 * MINUTE + 59 * SECOND, '6 min'],
    [HOUR, '1 h'],
    [2 * HOUR + 5 * MINUTE, '2 h 5 min'],
    [DAY - 1, '23 h 59 min'],
    [DAY, '1 day'],
    [26 * HOUR, '1 day 2 h'],
    [3 * DAY + 4 * HOUR, '3 days 4 h'],
    [7 * DAY - 1, '6 days 23 h'],
    [12 * DAY + 23 * HOUR, '12 days'],
  ])('%d ms reads %s', (length, words) => {
    expect(formatDuration(length)).toBe(words);
  });
});

describe('formatLatency', () => {
  it.each([
    [0, '0 ms'],
    [0.01, '< 0.1 ms'],
    [0.4, '0.4 ms'],
    [4.23, '4.2 ms'],
    [9.94, '9.9 ms'],
    [9.95, '10 ms'],
    [10.4, '10 ms'],
    [84.4, '84 ms'],
    [999.4, '999 ms'],
    [999.5, '1.00 s'],
    [1_240, '1.24 s'],
    [9_994, '9.99 s'],
    [9_996, '10.0 s'],
    [12_500, '12.5 s'],
  ])('%d ms reads %s', (latencyMs, words) => {
    expect(formatLatency(latencyMs)).toBe(words);
  });
});

describe('formatPercent', () => {
  it.each([
    [0, '0 %'],
    [0.001, '0.00 %'],
    [0.29, '0.29 %'],
    [99.95, '99.95 %'],
    [97.2222, '97.22 %'],
    [99.9, '99.90 %'],
    [99.999, '99.99 %'],
    [100 - 1e-12, '99.99 %'],
    [100, '100 %'],
  ])('%d reads %s', (percent, words) => {
    expect(formatPercent(percent)).toBe(words);
  });
});

describe('formatInterval', () => {
  it.each([
    [20, '20 s'],
    [90, '90 s'],
    [300, '5 min'],
    [3_600, '1 h'],
    [86_400, '24 h'],
  ])('%d seconds read %s', (seconds, words) => {
    expect(formatInterval(seconds)).toBe(words);
  });
});

describe('days that are left', () => {
  it.each([
    [1, '1 day', 'within a day'],
    [12, '12 days', 'in 12 days'],
    [1_200, '1,200 days', 'in 1,200 days'],
  ])('%d read %s and %s', (days, left, ahead) => {
    expect(formatDaysLeft(days)).toBe(left);
    expect(inDays(days)).toBe(ahead);
  });

  it.each([-1, 0])('%d are none', (days) => {
    expect(formatDaysLeft(days)).toBe('expired');
  });
});

it('separates the thousands of a count', () => {
  expect(formatCount(1_234_567)).toBe('1,234,567');
});

describe('points in time', () => {
  const now = new Date('2026-01-31T14:02:05.678Z');

  it('names date, second and zone', () => {
    expect(formatInstant(now)).toBe('2026-01-31 14:02:05 UTC');
  });

  it.each([
    [-6 * MINUTE, '6 min ago'],
    [12 * DAY, 'in 12 days'],
    [-999, 'just now'],
    [999, 'just now'],
  ])('%d ms from now reads %s', (distance, words) => {
    expect(formatRelative(new Date(now.getTime() + distance), now)).toBe(words);
  });
});
