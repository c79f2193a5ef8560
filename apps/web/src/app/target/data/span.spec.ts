import { describe, expect, it } from 'vitest';
import { firstRange, keyOfSpan, readSpan, showable, timesOf, writeSpan } from './span';

const now = new Date('2026-03-03T12:00:00Z');
const at = (clock: string): Date => new Date(`2026-03-03T${clock}:00Z`);
const texts = (from: string, to: string) => ({ from, to });

describe('the time that a page tells of', () => {
  it.each([
    { range: '90d' as const },
    { from: at('10:00'), to: at('11:30') },
    { from: new Date('2025-03-01T00:00:00Z'), to: at('11:30') },
  ])('is read from its address as it was written: %j', (span) => {
    const { range, from, to } = writeSpan(span);
    const address = { range: range ?? undefined, from: from ?? undefined, to: to ?? undefined };
    expect(readSpan(address)).toEqual(span);
    expect(keyOfSpan(readSpan(address)!)).toBe(keyOfSpan(span));
  });

  it.each([
    [{}],
    [{ range: '2h' }],
    [{ range: 'toString' }],
    [{ from: '2026-03-03T10:00:00Z' }],
    [texts('yesterday', 'today')],
    [texts('2026-03-03T11:00:00Z', '2026-03-03T10:00:00Z')],
    [texts('2026-03-03T11:00:00Z', '2026-03-03T11:01:00Z')],
    [texts('1970-01-01T00:00:00Z', '2026-03-03T10:00:00Z')],
  ])('is none where the address names none that can be shown: %j', (address) => {
    expect(readSpan(address)).toBeNull();
  });

  it('ends now where it is a range', () => {
    expect(timesOf({ range: '1h' }, now)).toEqual({ from: at('11:00'), to: now });
    const between = { from: at('10:00'), to: at('11:00') };
    expect(timesOf(between, now)).toBe(between);
  });

  it('is the last hour of a target that is new', () => {
    expect(firstRange(at('11:30'), now)).toBe('1h');
    expect(firstRange(at('08:00'), now)).toBe('24h');
  });

  it('is never shorter than can be shown, nor beyond now', () => {
    expect(showable({ from: at('11:58'), to: at('12:40') }, now)).toEqual({
      from: at('11:50'),
      to: now,
    });
    expect(showable({ from: at('10:00'), to: at('11:00') }, now)).toEqual({
      from: at('10:00'),
      to: at('11:00'),
    });
  });
});
