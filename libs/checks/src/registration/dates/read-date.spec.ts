import { describe, expect, it } from 'vitest';
import { readDate, type DateReading } from './read-date.ts';

const now = new Date('2026-10-01T00:00:00Z');

/** A day as `2027-03-15`, an instant in full, everything else by its kind. */
function told(reading: DateReading): string {
  if (reading.kind !== 'date') return reading.kind;
  const text = reading.expiresAt.toISOString();
  return reading.precision === 'instant' ? text : text.slice(0, 10);
}

describe('readDate', () => {
  it.each([
    ['2027-03-15T04:00:00Z', 'com', '2027-03-15T04:00:00.000Z'],
    ['2027-03-15T04:00:00.0Z', 'xyz', '2027-03-15T04:00:00.000Z'],
    ['2027-03-15T04:00:59.974Z', 'af', '2027-03-15T04:00:59.974Z'],
    ['2027-06-14T00:00:00-', 'com', '2027-06-14'],
    ['2027-06-14T-', 'com', '2027-06-14'],
    ['2027-06-14T00:00:00-07:00', 'com', '2027-06-14T07:00:00.000Z'],
    ['14-Feb-2027', 'uk', '2027-02-14'],
    ['07-Apr-2027 19:19:12 UTC', 'id', '2027-04-07T19:19:12.000Z'],
    ['Fri Apr 16 23:59:59 GMT 2027', 'tel', '2027-04-16T23:59:59.000Z'],
    ['Sun Mar 28 23:59:00 2027', 'kg', '2027-03-28'],
    ['2027. 03. 02.', 'kr', '2027-03-02'],
    ['2027-Aug-22.', 'tr', '2027-08-22'],
    ['2027-07-21 18:03:50+03', 'ua', '2027-07-21T15:03:50.000Z'],
    ['10.03.2027 12:31:19', 'rs', '2027-03-10'],
    ['05-09-2027', 'il', '2027-09-05'],
    ['07-11-2027', 'hk', '2027-11-07'],
    ['May 22 2027', 'is', '2027-05-22'],
    ['May  2 2027', 'is', '2027-05-02'],
    ['31 Jan 2027 22:12:44 UTC', 'coop', '2027-01-31T22:12:44.000Z'],
    ['7 Oct 2027', 'th', '2027-10-07'],
    ['2027/05/31', 'jp', '2027-05-31'],
    ['30 February 2027', 'com', 'unreadable'],
    ['2027-02-30', 'com', 'unreadable'],
    ['30/02/2027', 'fr', 'unreadable'],
    ['2027-02-30T00:00:00Z', 'com', 'unreadable'],
    ['n/a', 'com', 'none'],
    ['03/04/2027', 'tk', 'ambiguous'],
    ['13/04/2027', 'tk', '2027-04-13'],
    ['04/13/2027', 'tk', '2027-04-13'],
    ['04/13/2027', 'fr', 'unreadable'],
    ['2027-03-15 2028-03-15', 'com', 'unreadable'],
    ['2027-03-15T04:00:00Z, 2028-03-15T04:00:00Z', 'com', 'unreadable'],
    ['20270903121852', 'ua', '2027-09-03'],
    ['2027.03.05', 'ru', '2027-03-05'],
    ['2027-03-15T04:00:00.123456+00:00', 'lv', '2027-03-15T04:00:00.123Z'],
    ['Thu, 16 Sep 2027 12:00:00 +0200', 'xx', '2027-09-16T10:00:00.000Z'],
    ['2027-05-28Z', 'x', '2027-05-28'],
    ['before Oct-2027', 'uk', 'unreadable'],
    ['0000-00-00 00:00:00', 'x', 'implausible'],
    ['2027-09-03T10:00Z', 'x', '2027-09-03T10:00:00.000Z'],
    ['1-Jan-2027', 'x', '2027-01-01'],
    ['20271332', 'x', 'unreadable'],
    ['2127-12-31', 'x', '2127-12-31'],
    ['2128-12-31', 'x', 'implausible'],
    ['2027-03-15 04:00:00 PM', 'x', '2027-03-15'],

    ['03/04/27', 'com', 'ambiguous'],
    ['16/09/27', 'es', '2027-09-16'],
    ['2027-03-15 04:00:00', 'cn', '2027-03-14T20:00:00.000Z'],
    ['2027-06-30 00:00:00 EEST', 'bg', '2027-06-29T21:00:00.000Z'],
    ['2027-06-30 00:00:00 IST', 'in', '2027-06-30'],
    ['2027-06-30 25:00:00Z', 'com', '2027-06-30'],
    ['2028-02-29', 'com', '2028-02-29'],
    ['2027-02-29', 'com', 'unreadable'],
    ['1989-12-31', 'com', 'implausible'],
    ['2027-03-15x', 'com', 'unreadable'],
    ['soon', 'com', 'unreadable'],
    ['', 'com', 'none'],
  ] as const)('%j in .%s: %s', (text, tld, expected) => {
    expect(told(readDate(text, { tld, now }))).toBe(expected);
  });

  it('takes a calendar day as noon UTC', () => {
    expect(readDate('2027-03-15', { tld: 'com', now })).toEqual({
      kind: 'date',
      expiresAt: new Date('2027-03-15T12:00:00Z'),
      precision: 'day',
    });
  });

  it('believes the order that a label states', () => {
    const at = (order: 'day-first' | 'month-first'): string =>
      told(readDate('03/04/2027', { tld: 'com', now, order }));
    expect(at('day-first')).toBe('2027-04-03');
    expect(at('month-first')).toBe('2027-03-04');
  });

  it('is done with hostile text at once', () => {
    const before = process.cpuUsage();
    for (const text of [
      '1'.repeat(200_000),
      '1 '.repeat(100_000),
      `2027-03-15T${' '.repeat(200_000)}x`,
      '('.repeat(200_000),
    ]) {
      readDate(text, { tld: 'com', now });
    }
    // Time of the processor, which other programs do not take away; too slow would be minutes.
    expect(process.cpuUsage(before).user).toBeLessThan(20_000_000);
  });
});
