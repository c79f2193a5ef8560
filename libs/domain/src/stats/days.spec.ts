import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, daysWithin, nextTimeOfDay, startOfDay, wholeDay } from './days.ts';

const HOUR_MS = 3_600_000;
const hoursOf = (day: string, zone: string): number => {
  const { from, to } = wholeDay(day, zone);
  return (to.getTime() - from.getTime()) / HOUR_MS;
};

describe('a day of a time zone', () => {
  it.each([
    ['2026-03-29', 'UTC', 24],
    ['2026-03-29', 'Europe/Berlin', 23],
    ['2026-10-25', 'Europe/Berlin', 25],
    ['2026-03-08', 'America/New_York', 23],
    ['2026-11-01', 'America/New_York', 25],
    ['2026-04-05', 'Australia/Lord_Howe', 24.5],
    ['2026-10-04', 'Australia/Lord_Howe', 23.5],
    ['2024-02-29', 'Asia/Kathmandu', 24],
    ['2026-12-31', 'Pacific/Kiritimati', 24],
    // Clocks went from 0:00 to 1:00: the day begins at 1:00.
    ['2018-11-04', 'America/Sao_Paulo', 23],
    // The zone moved to the other side of the date line and left this day out.
    ['2011-12-30', 'Pacific/Apia', 0],
  ])('%s in %s has %d hours', (day, zone, hours) => {
    expect(hoursOf(day, zone)).toBe(hours);
  });

  it('is the one that calendars show, and begins with its first instant', () => {
    const zones = fc.constantFrom(
      ...['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo'],
    );
    const instants = fc.date({
      min: new Date('2020-01-01T00:00:00Z'),
      max: new Date('2037-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, zones, (at, zone) => {
        const day = dayOf(at, zone);
        const shown = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
        expect(day).toBe(shown.format(at));
        const start = startOfDay(day, zone);
        expect(start <= at).toBe(true);
        expect(dayOf(start, zone)).toBe(day);
        expect(dayOf(new Date(start.getTime() - 1), zone)).toBe(addDays(day, -1));
      }),
      { numRuns: 300 },
    );
  });
});

describe('days within a time', () => {
  it('cover it without a hole; the first and the last one are cut', () => {
    const from = new Date('2026-03-27T10:00:00Z');
    const to = new Date('2026-03-30T10:00:00Z');
    expect(
      daysWithin(from, to, 'Europe/Berlin').map(({ day, from: a, to: b }) => [
        day,
        (+b - +a) / HOUR_MS,
      ]),
    ).toEqual([
      ['2026-03-27', 13],
      ['2026-03-28', 24],
      ['2026-03-29', 23],
      ['2026-03-30', 12],
    ]);
  });

  it('are none of no time, and leave out a day that never was', () => {
    const at = new Date('2026-03-27T10:00:00Z');
    expect(daysWithin(at, at, 'UTC')).toEqual([]);
    const apia = daysWithin(
      startOfDay('2011-12-29', 'Pacific/Apia'),
      startOfDay('2012-01-01', 'Pacific/Apia'),
      'Pacific/Apia',
    );
    expect(apia.map(({ day }) => day)).toEqual(['2011-12-29', '2011-12-31']);
  });

  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-01-01', -1, '2025-12-31'],
  ])('%s and %i more is %s', (day, count, expected) => {
    expect(addDays(day, count)).toBe(expected);
  });
});

describe('the next time of day', () => {
  it.each([
    ['2026-03-28T01:30:00Z', 'UTC', '2026-03-28T02:30:00Z'],
    ['2026-03-28T02:30:00Z', 'UTC', '2026-03-29T02:30:00Z'],
    ['2026-03-28T23:10:00Z', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
    ['2026-07-01T12:00:00Z', 'Asia/Kathmandu', '2026-07-01T20:45:00Z'],
  ])('after %s in %s is %s', (now, zone, expected) => {
    expect(nextTimeOfDay(new Date(now), 150, zone)).toEqual(new Date(expected));
  });

  it('comes once a day, whatever clocks do', () => {
    let at = new Date('2026-01-01T00:00:00Z');
    for (let day = 0; day < 365; day++) {
      const next = nextTimeOfDay(at, 150, 'America/New_York');
      const hours = (next.getTime() - at.getTime()) / HOUR_MS;
      if (day > 0) expect(hours).toBeGreaterThanOrEqual(23);
      expect(hours).toBeLessThanOrEqual(25);
      at = next;
    }
  });
});
