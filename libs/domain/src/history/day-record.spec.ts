import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeTotals, NO_TOTALS, totalsOf } from '../stats/daily-record.ts';
import { daysWithin, wholeDay } from '../stats/days.ts';
import { recordOfDay } from './day-record.ts';
import { checksOfHour, hourFromChecks } from './hour.ts';
import { anyCheck } from './testing.ts';

const HOUR_MS = 3_600_000;
/** Three days around a change of clocks in Europe. */
const START = Date.UTC(2026, 2, 28);
const LENGTH_MS = 72 * HOUR_MS;

const time = { watchedFrom: new Date(0), down: [], gaps: [], paused: [] };
const checks = fc.array(anyCheck(START, LENGTH_MS), { maxLength: 80 });
const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/New_York');

describe('the record of a day', () => {
  it('is the same in whatever order, parts and number its checks come', () => {
    const arrivals = checks.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.array(fc.shuffledSubarray(list), { maxLength: 4 }),
        fc.shuffledSubarray(list, { minLength: list.length }),
      ),
    );
    fc.assert(
      fc.property(arrivals, zones, ([list, parts, all], zone) => {
        const day = wholeDay('2026-03-29', zone);
        const once = recordOfDay(day, zone, { hours: [hourFromChecks(list)], time });
        const hours = [...parts, all].map(hourFromChecks);
        expect(recordOfDay(day, zone, { hours, time })).toEqual(once);
      }),
    );
  });

  it('makes with the others the sum of all checks, each in one day', () => {
    fc.assert(
      fc.property(checks, zones, (list, zone) => {
        const hour = hourFromChecks(list);
        const days = daysWithin(new Date(START), new Date(START + LENGTH_MS), zone);
        const records = days.map(({ day }) =>
          recordOfDay(wholeDay(day, zone), zone, { hours: [hour], time }),
        );
        const { seconds: _, ...sum } = mergeTotals([NO_TOTALS, ...records]);
        const { seconds: _none, ...whole } = totalsOf(checksOfHour(hour));
        expect(sum).toEqual(whole);
      }),
    );
  });

  it('names its outages, each with its seconds of the day', () => {
    const day = wholeDay('2026-03-29', 'UTC');
    const since = (hours: number): Date => new Date(day.from.getTime() + hours * HOUR_MS);
    const down = [
      { alertId: 'a', from: since(-1), to: since(2) },
      { alertId: 'b', from: since(23), to: null },
      { alertId: 'c', from: since(30), to: null },
    ];
    expect(recordOfDay(day, 'UTC', { hours: [], time: { ...time, down } }).outages).toEqual([
      { alertId: 'a', seconds: 7_200 },
      { alertId: 'b', seconds: 3_600 },
    ]);
    expect(recordOfDay(day, 'UTC', { hours: [], time })).not.toHaveProperty('outages');
  });

  it.each([
    ['UTC', 24],
    ['Europe/Berlin', 23],
    ['Asia/Kathmandu', 24],
  ])('in %s has each of its seconds once, where clocks change too', (zone, hours) => {
    const day = wholeDay('2026-03-29', zone);
    const { seconds } = recordOfDay(day, zone, { hours: [], time });
    expect(seconds).toEqual({ up: hours * 3_600, down: 0, unknown: 0, paused: 0 });
  });
});
