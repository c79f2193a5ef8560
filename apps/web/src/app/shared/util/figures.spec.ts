import { describe, expect, it } from 'vitest';
import {
  formatDaysLeft,
  formatDuration,
  formatInterval,
  formatLatency,
  formatPercent,
  formatRelative,
} from './figures';

const HOUR = 3_600_000;
const now = new Date('2026-01-01T12:00:00Z');

describe('figures on a page', () => {
  it.each([
    [formatDuration(26 * HOUR), '1\u00a0day 2\u00a0h'],
    [formatDuration(125 * 60_000), '2\u00a0h 5\u00a0min'],
    [formatRelative(new Date(now.getTime() - 360_000), now), '6\u00a0min ago'],
    [formatRelative(new Date(now.getTime() + 43_000), now), 'in 43\u00a0s'],
    [formatInterval(300), '5\u00a0min'],
    [formatLatency(1_240), '1.24\u00a0s'],
    [formatPercent(99.95), '99.95\u00a0%'],
    [formatDaysLeft(12), '12\u00a0days'],
    [formatDaysLeft(0), 'expired'],
  ])('never break between a figure and its unit: %s', (shown, expected) => {
    expect(shown).toBe(expected);
  });
});
