import { describe, expect, it } from 'vitest';
import type { WeeklyHours } from '../silence/time-zone.ts';
import { currentStretch, nextStretches } from './current-stretch.ts';

const EVERY_DAY = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const hours = (over: Partial<WeeklyHours>): WeeklyHours => ({
  days: EVERY_DAY,
  from: '22:00',
  to: '07:00',
  timeZone: 'Europe/Berlin',
  ...over,
});

/** The stretch around an instant, as two texts in UTC; null outside. */
function around(at: string, over: Partial<WeeklyHours> = {}): string | null {
  const stretch = currentStretch(hours(over), new Date(at));
  const text = (date: Date): string => date.toISOString().slice(0, 16);
  return stretch && `${text(stretch.from)} to ${text(stretch.to)}`;
}

describe('hours that come back', () => {
  it.each([
    ['before they begin', '2026-01-15T20:59:59Z', null],
    ['as they begin', '2026-01-15T21:00:00Z', '2026-01-15T21:00 to 2026-01-16T06:00'],
    ['after midnight', '2026-01-16T05:59:59Z', '2026-01-15T21:00 to 2026-01-16T06:00'],
    ['as they end', '2026-01-16T06:00:00Z', null],
  ])('%s', (_what, at, expected) => {
    expect(around(at)).toBe(expected);
  });

  it('begin on their days by the clock of their place', () => {
    const sunday = { days: ['SU'] as const, from: '23:30', to: '00:30' };
    expect(around('2026-01-18T22:45:00Z', sunday)).toBe('2026-01-18T22:30 to 2026-01-18T23:30');
    expect(around('2026-01-19T22:45:00Z', sunday)).toBeNull();
    // In Tokyo it is Monday by then.
    expect(around('2026-01-18T22:45:00Z', { ...sunday, timeZone: 'Asia/Tokyo' })).toBeNull();
  });

  it('last a whole day where they end as they begin', () => {
    const whole = { days: ['MO'] as const, from: '06:00', to: '06:00', timeZone: 'UTC' };
    expect(around('2026-01-19T06:00:00Z', whole)).toBe('2026-01-19T06:00 to 2026-01-20T06:00');
    expect(around('2026-01-20T05:59:00Z', whole)).not.toBeNull();
    expect(around('2026-01-20T06:00:00Z', whole)).toBeNull();
  });
});

describe('hours in the night in which the clock is set forward (Berlin, 2026-03-29, 02:00 is 03:00)', () => {
  it.each([
    ['around it', '22:00', '07:00', '2026-03-28T21:00 to 2026-03-29T05:00'],
    ['that it skips are as long as ever', '02:00', '03:00', '2026-03-29T01:00 to 2026-03-29T02:00'],
    ['that begin in it', '02:30', '03:30', '2026-03-29T01:00 to 2026-03-29T02:00'],
  ])('%s', (_what, from, to, expected) => {
    expect(around('2026-03-29T01:10:00Z', { from, to })).toBe(expected);
  });
});

describe('hours in the night in which the clock is set back (Berlin, 2026-10-25, 03:00 is 02:00)', () => {
  it.each([
    ['around it', '22:00', '07:00', '2026-10-24T20:00 to 2026-10-25T06:00'],
    [
      'of the hour that comes twice, once',
      '02:00',
      '03:00',
      '2026-10-25T00:00 to 2026-10-25T02:00',
    ],
    ['from within it', '02:30', '04:00', '2026-10-25T00:30 to 2026-10-25T03:00'],
  ])('%s', (_what, from, to, expected) => {
    expect(around('2026-10-25T01:10:00Z', { from, to })).toBe(expected);
  });
});

describe('the stretches that begin next', () => {
  const after = (at: string, over: Partial<WeeklyHours>, count = 3): string[] =>
    nextStretches(hours(over), new Date(at), count).map(({ from }) =>
      from.toISOString().slice(0, 16),
    );

  it('are those after an instant, in their order, and not the one that goes on', () => {
    const days = ['SU', 'WE'] as const;
    expect(after('2026-01-14T21:30:00Z', { days })).toEqual([
      '2026-01-18T21:00',
      '2026-01-21T21:00',
      '2026-01-25T21:00',
    ]);
    expect(after('2026-01-14T21:00:00Z', { days }, 1)).toEqual(['2026-01-18T21:00']);
    expect(after('2026-01-14T20:59:59Z', { days }, 1)).toEqual(['2026-01-14T21:00']);
  });

  it('follow the clock of their place, where days begin earlier and summer time does, too', () => {
    const kiritimati = { days: ['MO'] as const, from: '00:30', timeZone: 'Pacific/Kiritimati' };
    expect(after('2026-01-17T12:00:00Z', kiritimati, 1)).toEqual(['2026-01-18T10:30']);
    expect(after('2026-03-22T12:00:00Z', { days: ['SA'] })).toEqual([
      '2026-03-28T21:00',
      '2026-04-04T20:00',
      '2026-04-11T20:00',
    ]);
  });

  it('begin once in the night that skips their beginning', () => {
    const skipped = { days: ['SU'] as const, from: '02:30', to: '03:30' };
    expect(after('2026-03-28T12:00:00Z', skipped, 2)).toEqual([
      '2026-03-29T01:00',
      '2026-04-05T00:30',
    ]);
  });
});
