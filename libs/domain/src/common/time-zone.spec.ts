import { describe, expect, it } from 'vitest';
import { TimeZone } from './time-zone.ts';

describe('a time zone', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    [' europe/berlin ', 'Europe/Berlin'],
    ['utc', 'UTC'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Etc/GMT+2', 'Etc/GMT+2'],
  ])('%s is %s', (name, zone) => {
    expect(TimeZone.parse(name)).toBe(zone);
  });

  it.each(['', 'Mars/Olympus', '+02:00', '2', 'Europe/', 'Europe/Berlin; drop', 'x'.repeat(65)])(
    '%j does not exist',
    (name) => {
      expect(TimeZone.safeParse(name).success).toBe(false);
    },
  );
});
