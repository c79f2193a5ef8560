import { describe, expect, it } from 'vitest';
import { formatDaysLeft, formatLatency, formatPercent } from './figures';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('formatLatency', () => {
  it.each([
    [0, '0 ms'],
    [4.23, '4.2 ms'],
    [84.4, '84 ms'],
    [999.4, '999 ms'],
    [999.5, '1.00 s'],
    [1_240, '1.24 s'],
    [9_994, '9.99 s'],
    [12_400, '12.4 s'],
  ])('says %d ms as %s', (ms, words) => {
    expect(plain(formatLatency(ms))).toBe(words);
  });
});

describe('formatPercent', () => {
  it.each([
    [100, '100 %'],
    [99.9999, '99.99 %'],
    [99.95, '99.95 %'],
    [97.2222, '97.22 %'],
    [0, '0.00 %'],
  ])('says %d as %s and never rounds up', (percent, words) => {
    expect(plain(formatPercent(percent))).toBe(words);
  });
});

describe('formatDaysLeft', () => {
  it.each([
    [-1, 'expired'],
    [0, 'expired'],
    [1, '1 day'],
    [12, '12 days'],
  ])('says %d days as %s', (days, words) => {
    expect(plain(formatDaysLeft(days))).toBe(words);
  });
});
