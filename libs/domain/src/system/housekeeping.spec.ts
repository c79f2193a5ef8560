import { describe, expect, it } from 'vitest';
import { keepingAfter, keptFrom } from './housekeeping.ts';
import { DEFAULT_SETTINGS } from './settings.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const after = (hours: number): Date => new Date(NOW.getTime() + hours * 3_600_000);

describe('housekeeping', () => {
  it('goes on from time to time', () => {
    expect(keepingAfter(null, NOW)).toEqual({ at: NOW });
    expect(keepingAfter({ at: NOW }, after(24))).toEqual({ at: after(24) });
  });

  it('deletes nothing for a day when the clock has jumped ahead', () => {
    const jumped = keepingAfter({ at: NOW }, after(9_000));
    expect(jumped).toEqual({ at: after(9_000), heldUntil: after(9_024) });
    expect(keepingAfter(jumped, after(9_023))).toEqual({
      at: after(9_023),
      heldUntil: after(9_024),
    });
    expect(keepingAfter(jumped, after(9_024))).toEqual({ at: after(9_024) });
  });

  it('remembers which days were counted, unless a clock was ahead that counted them', () => {
    const counted = { zone: 'UTC', day: '2026-02-28' };
    const before = { at: NOW, counted };
    expect(keepingAfter(before, after(1))).toEqual({ at: after(1), counted });
    expect(keepingAfter(before, after(9_000))).toMatchObject({ counted });
    const ahead = { at: NOW, counted: { zone: 'UTC', day: '2026-03-09' } };
    expect(keepingAfter(ahead, after(1))).toEqual({ at: after(1) });
  });

  it('goes on as before once the clock was set back', () => {
    const jumped = keepingAfter({ at: NOW }, after(9_000));
    expect(keepingAfter(jumped, after(1))).toEqual({ at: after(1) });
  });
});

describe('what is kept', () => {
  it('begins with a whole day', () => {
    expect(keptFrom(DEFAULT_SETTINGS.retention, NOW)).toEqual({
      checks: new Date('2026-01-25T00:00:00Z'),
      evidence: new Date('2025-12-01T00:00:00Z'),
      alerts: new Date('2025-03-01T00:00:00Z'),
      audit: new Date('2025-03-01T00:00:00Z'),
    });
  });
});
