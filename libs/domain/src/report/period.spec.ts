import { describe, expect, it } from 'vitest';
import { lastPeriod, nextSending, periodOfDays } from './period.ts';

const at = (text: string): Date => new Date(text);

describe('lastPeriod', () => {
  it.each([
    ['month', '2026-11-02T12:00:00Z', 'UTC', '2026-10-01', '2026-10-31'],
    ['month', '2026-11-01T00:00:00Z', 'UTC', '2026-10-01', '2026-10-31'],
    ['month', '2026-10-31T23:59:59Z', 'UTC', '2026-09-01', '2026-09-30'],
    ['month', '2024-03-15T00:00:00Z', 'UTC', '2024-02-01', '2024-02-29'],
    ['month', '2027-01-01T00:30:00Z', 'UTC', '2026-12-01', '2026-12-31'],
    // There it is October still.
    ['month', '2026-11-01T02:00:00Z', 'America/New_York', '2026-09-01', '2026-09-30'],
    ['week', '2026-11-02T12:00:00Z', 'UTC', '2026-10-26', '2026-11-01'],
    ['week', '2026-11-01T12:00:00Z', 'UTC', '2026-10-19', '2026-10-25'],
    ['week', '2027-01-04T00:00:00Z', 'UTC', '2026-12-28', '2027-01-03'],
  ] as const)('%s before %s in %s', (every, now, zone, firstDay, lastDay) => {
    expect(lastPeriod(at(now), every, zone)).toMatchObject({ firstDay, lastDay });
  });

  it('is as long as its days are, where clocks change too', () => {
    const { from, to } = lastPeriod(at('2026-11-02T12:00:00Z'), 'month', 'Europe/Berlin');
    expect(from).toEqual(at('2026-09-30T22:00:00Z'));
    expect(to).toEqual(at('2026-10-31T23:00:00Z'));
    expect(periodOfDays('2026-03-29', '2026-03-29', 'Europe/Berlin')).toMatchObject({
      from: at('2026-03-28T23:00:00Z'),
      to: at('2026-03-29T22:00:00Z'),
    });
  });
});

describe('nextSending', () => {
  it.each([
    ['month', '2026-11-02T12:00:00Z', 'UTC', '2026-12-01T06:00:00Z'],
    ['month', '2026-11-01T05:59:59Z', 'UTC', '2026-11-01T06:00:00Z'],
    ['month', '2026-11-01T06:00:00Z', 'UTC', '2026-12-01T06:00:00Z'],
    ['month', '2026-12-31T23:00:00Z', 'UTC', '2027-01-01T06:00:00Z'],
    ['week', '2026-11-02T05:00:00Z', 'UTC', '2026-11-02T06:00:00Z'],
    ['week', '2026-11-02T06:00:00Z', 'UTC', '2026-11-09T06:00:00Z'],
    ['month', '2026-11-01T05:30:00Z', 'Europe/Berlin', '2026-12-01T05:00:00Z'],
  ] as const)('%s after %s in %s is %s', (every, now, zone, next) => {
    expect(nextSending(at(now), every, zone)).toEqual(at(next));
  });
});
