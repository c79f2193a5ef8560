import type { ExpiryItem } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { writeExpiryTable } from './write-expiry-table.ts';

const domain: ExpiryItem = {
  kind: 'domain',
  name: 'example.org',
  targetId: '0123456789abcdef01234567',
  targetName: 'Blog',
  targets: 2,
  expiresAt: new Date('2026-12-31T23:59:59Z'),
  daysLeft: -3,
  thresholdDays: 14,
  tld: 'org',
  registrar: 'Example, Inc.',
  tags: ['blue', 'shop'],
  changedAt: new Date('2026-01-01T00:00:00Z'),
  standing: 'ok',
  source: 'rdap',
};

describe('the table of what expires', () => {
  it('has a header and one line for each end, with CRLF', () => {
    expect(writeExpiryTable([domain])).toBe(
      [
        'kind,name,ends,days_left,registrar,tld,tags,target,targets,warned_from_days,standing,source',
        'domain,example.org,2026-12-31T23:59:59.000Z,-3,"Example, Inc.",org,"blue; shop",Blog,2,14,ok,rdap',
        '',
      ].join('\r\n'),
    );
    expect(writeExpiryTable([]).split('\r\n')).toHaveLength(2);
  });

  it.each([
    ['=cmd|" /C calc"!A0', '"\'=cmd|"" /C calc""!A0"'],
    ['+1', '"\'+1"'],
    ['-1+1', '"\'-1+1"'],
    ['@SUM(A1)', '"\'@SUM(A1)"'],
    ['\t=1', '"\'=1"'],
    ['＝1', '"\'＝1"'],
    ['a "b"', '"a ""b"""'],
    ['two\r\nlines', 'two lines'],
  ])('lets no name become a formula, a cell or a line of its own: %j', (targetName, cell) => {
    const [, line = '', ...rest] = writeExpiryTable([{ ...domain, targetName }]).split('\r\n');
    expect(rest).toEqual(['']);
    expect(line).toContain(`,${cell},2,14,`);
  });
});
