import { describe, expect, it } from 'vitest';
import { aDay } from '../../../testing/samples';
import { aStatsDay } from '../../../testing/story-samples';
import { barsOfDays, barsOfHours } from './story-bars';

const days = (count: number, change: Parameters<typeof aStatsDay>[1] = {}) => ({
  timeZone: 'UTC',
  items: Array.from({ length: count }, (_, i) => {
    const day = new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10);
    return aStatsDay(day, change);
  }),
});
const utc = (year: number, month: number, day: number): Date =>
  new Date(Date.UTC(year, month, day));
const spaces = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('the bars of a target', () => {
  it.each([
    [{}, 'up', '1 Jan: 100 % up'],
    [{ failed: 1 }, 'degraded', '1 Jan: 99.65 % up'],
    [
      { failed: 2, outages: 1, downSeconds: 360, upSeconds: 86_040 },
      'degraded',
      '1 Jan: 99.30 % up, 1 outage, 6 min down',
    ],
    [
      { failed: 20, outages: 2, downSeconds: 7_200, upSeconds: 79_200 },
      'down',
      '1 Jan: 93.05 % up, 2 outages, 2 h down',
    ],
    [{ checks: 0, upSeconds: 0, unknownSeconds: 86_400 }, 'none', '1 Jan: nothing known'],
  ] as const)('say of a day with %j that it is %s', (change, tone, text) => {
    const [bar] = barsOfDays(days(1, change));
    expect(bar).toMatchObject({ tone, from: utc(2026, 0, 1), to: utc(2026, 0, 2) });
    expect(spaces(bar!.text)).toBe(text);
  });

  it('are one for each day of 90, and one for each week of a year, the newest being whole', () => {
    expect(barsOfDays(days(90))).toHaveLength(90);
    const weeks = barsOfDays(days(365));
    expect(weeks).toHaveLength(53);
    expect(weeks[0]).toMatchObject({ from: utc(2026, 0, 1), to: utc(2026, 0, 2) });
    expect(weeks.at(-1)).toMatchObject({ from: utc(2026, 11, 25), to: utc(2027, 0, 1) });
    expect(spaces(weeks.at(-1)!.text)).toBe('25 Dec to 31 Dec: 100 % up');
    const whole = weeks.every(({ from }, i) => +from === +(weeks[i - 1]?.to ?? from));
    expect(whole).toBe(true);
  });

  it('are days of the place whose days are counted', () => {
    const [bar] = barsOfDays({ ...days(1), timeZone: 'Asia/Tokyo' });
    expect(bar?.from.toISOString()).toBe('2025-12-31T15:00:00.000Z');
    expect(bar?.text).toMatch(/^1 Jan:/);
  });

  it('are none where nothing is there yet', () => {
    expect(barsOfDays({ timeZone: 'UTC', items: [] })).toEqual([]);
    expect(barsOfHours([])).toEqual([]);
  });

  it('say of an hour how many checks failed', () => {
    const bars = barsOfHours(aDay((hour) => (hour === 3 ? { failed: 2 } : {})));
    expect(bars[3]).toMatchObject({ tone: 'degraded' });
    expect(bars[3]?.text).toMatch(/: 12 checks, 2 failed$/);
    expect(+bars[3]!.to - +bars[3]!.from).toBe(3_600_000);
  });
});
