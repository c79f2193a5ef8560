import type { ExpiryItem } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { writeCalendar } from './write-calendar.ts';

const publicUrl = 'https://status.example.org';

const certificate: ExpiryItem = {
  kind: 'certificate',
  name: 'shop.example',
  targetId: '0123456789abcdef01234567',
  targetName: 'Shop',
  targets: 1,
  expiresAt: new Date('2026-12-31T23:59:59Z'),
  daysLeft: 36,
  thresholdDays: 14,
  tld: 'example',
  registrar: null,
  tags: [],
  changedAt: new Date('2026-10-01T07:30:00Z'),
  standing: null,
  source: 'certificate',
};
const domain: ExpiryItem = { ...certificate, kind: 'domain', name: 'example.org', source: 'rdap' };

/** Lines as a reader of RFC 5545 sees them: unfolded, without the final break. */
const linesOf = (items: readonly ExpiryItem[]): string[] =>
  writeCalendar(items, { publicUrl }).replaceAll('\r\n ', '').split('\r\n');

/** Value of a property; fails when it is not there exactly once. */
function valueOf(lines: readonly string[], name: string): string {
  const found = lines.filter((line) => new RegExp(`^${name}[;:]`).test(line));
  expect(found, name).toHaveLength(1);
  return found[0]?.slice(name.length) ?? '';
}

describe('the calendar', () => {
  it('has one all-day event for each end, on its day in UTC', () => {
    const lines = linesOf([certificate]);
    expect(lines[0]).toBe('BEGIN:VCALENDAR');
    expect(lines.at(-1)).toBe('END:VCALENDAR');
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
    expect(valueOf(lines, 'DTSTART')).toBe(';VALUE=DATE:20261231');
    expect(valueOf(lines, 'SUMMARY')).toBe(':Certificate of shop.example expires');
    expect(valueOf(lines, 'URL')).toContain(`${publicUrl}/targets/${certificate.targetId}`);
    expect(valueOf(lines, 'TRANSP')).toBe(':TRANSPARENT');
    expect(lines.join()).not.toContain('VALARM');
  });

  it('names domains, the targets on them, and dates that were typed in', () => {
    const lines = linesOf([{ ...domain, targets: 3, source: 'manual' }]);
    expect(valueOf(lines, 'SUMMARY')).toBe(':Domain example.org expires (date typed in)');
    expect(valueOf(lines, 'DESCRIPTION')).toBe(':Watched as Shop and 2 more.');
  });

  it('keeps the id of an event whose date, name or oldest target changes', () => {
    const idOf = (item: ExpiryItem): string => valueOf(linesOf([item]), 'UID');
    const expiresAt = new Date('2027-12-31T00:00:00Z');
    expect(idOf({ ...certificate, expiresAt, targetName: 'New' })).toBe(idOf(certificate));
    expect(idOf({ ...domain, expiresAt, targetId: 'f'.repeat(24) })).toBe(idOf(domain));
    expect(idOf(certificate)).not.toBe(idOf(domain));
  });

  it('tells a date that moved by a later revision, and is else the same text', () => {
    const revisionOf = (item: ExpiryItem): number =>
      Number(valueOf(linesOf([item]), 'SEQUENCE').slice(1));
    const changedAt = new Date('2026-10-01T07:30:02Z');
    const moved = { ...certificate, expiresAt: new Date('2027-03-31T00:00:00Z'), changedAt };
    expect(revisionOf(moved)).toBe(revisionOf(certificate) + 2);
    expect(valueOf(linesOf([moved]), 'LAST-MODIFIED')).toBe(':20261001T073002Z');
    expect(valueOf(linesOf([moved]), 'DTSTAMP')).toBe(':20261001T073002Z');
    expect(linesOf([certificate])).toEqual(linesOf([{ ...certificate, daysLeft: 35 }]));
  });

  it('lets no text of a target become a line, a value or an event of its own', () => {
    const evil = 'a,b;c\\d\r\nBEGIN:VEVENT\u0000\u0007\u202e "x": \u2028' + 'ü'.repeat(300);
    const text = writeCalendar([{ ...certificate, name: evil, targetName: evil }], {
      publicUrl,
    });
    for (const line of text.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      // eslint-disable-next-line no-control-regex -- these are what must not be there
      expect(line).not.toMatch(/[\u0000-\u001f\u007f\u2028\u202e]/);
    }
    const lines = linesOf([{ ...certificate, name: evil }]);
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
    expect(valueOf(lines, 'SUMMARY')).toMatch(
      /^:Certificate of a\\,b\\;c\\\\d BEGIN:VEVENT "x": ü+/,
    );
  });

  it('has a component, but no event, when nothing expires', () => {
    const lines = linesOf([]);
    expect(lines).not.toContain('BEGIN:VEVENT');
    const open: string[] = [];
    const components: string[] = [];
    for (const line of lines) {
      const [, verb, name = ''] = /^(BEGIN|END):(.+)$/.exec(line) ?? [];
      if (verb === 'BEGIN') open.push(name);
      if (verb === 'BEGIN' && open.length === 2) components.push(name);
      if (verb === 'END') expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
    expect(components).toEqual(['VTIMEZONE']);
  });
});
