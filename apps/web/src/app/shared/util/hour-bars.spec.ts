import { describe, expect, it } from 'vitest';
import { hourBars } from './hour-bars';

const at = new Date(0);

describe('hourBars', () => {
  it.each([
    [0, 0, 'none'],
    [12, 0, 'up'],
    [12, 1, 'degraded'],
    [12, 12, 'down'],
  ])('judges %d checks with %d failed as %s', (checks, failed, tone) => {
    expect(hourBars([{ at, avgMs: null, checks, failed }])[0]?.tone).toBe(tone);
  });
});
