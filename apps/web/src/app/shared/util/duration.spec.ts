import { describe, expect, it } from 'vitest';
import { formatDuration, formatInterval, formatRelative } from './duration';

const MIN = 60_000;
const HOUR = 60 * MIN;
const DAY = 24 * HOUR;
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('formatDuration', () => {
  it.each([
    [-5, '0 s'],
    [0, '0 s'],
    [999, '0 s'],
    [59_999, '59 s'],
    [MIN, '1 min'],
    [HOUR - 1, '59 min'],
    [HOUR, '1 h'],
    [2 * HOUR + 5 * MIN, '2 h 5 min'],
    [DAY + 5 * MIN, '24 h'],
    [2 * DAY - 1, '47 h'],
    [2 * DAY, '2 days'],
    [12.9 * DAY, '12 days'],
  ])('says %d ms as %s', (ms, words) => {
    expect(plain(formatDuration(ms))).toBe(words);
  });

  it('never breaks between a figure and its unit', () => {
    expect(formatDuration(6 * MIN)).toBe('6\u00a0min');
  });
});

describe('formatRelative', () => {
  const now = new Date('2026-01-01T12:00:00Z');
  it.each([
    [0, 'now'],
    [-6 * MIN, '6 min ago'],
    [43_000, 'in 43 s'],
  ])('says an instant %d ms away as %s', (ms, words) => {
    expect(plain(formatRelative(new Date(now.getTime() + ms), now))).toBe(words);
  });
});

describe('formatInterval', () => {
  it.each([
    [20, '20 s'],
    [90, '90 s'],
    [300, '5 min'],
    [3_600, '1 h'],
    [86_400, '24 h'],
  ])('says %d seconds as %s', (seconds, words) => {
    expect(plain(formatInterval(seconds))).toBe(words);
  });
});
