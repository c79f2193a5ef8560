import { describe, expect, it } from 'vitest';
import { compareExpiries, expiryChoices, matchesExpiry, tldOf } from './filter.ts';
import type { ExpiryItem } from './schema.ts';

const item = (name: string, changes: Partial<ExpiryItem> = {}): ExpiryItem => ({
  kind: 'domain',
  name,
  targetId: '0123456789abcdef01234567',
  targetName: name,
  targets: 1,
  expiresAt: new Date('2026-12-31T00:00:00Z'),
  daysLeft: 30,
  thresholdDays: 14,
  tld: tldOf(name),
  registrar: null,
  tags: [],
  changedAt: new Date('2026-01-01T00:00:00Z'),
  standing: 'ok',
  source: 'rdap',
  ...changes,
});

const one = item('b.de', { registrar: 'Zeta', tags: ['shop', 'eu'] });
const two = item('a.com', { registrar: 'alpha', tags: ['blog'] });
const three = item('c.com', { expiresAt: new Date('2026-06-01T00:00:00Z') });
const all = [one, two, three];

describe('the list of ends', () => {
  it('has the last label of a name as its top level domain, and none for an address', () => {
    expect(['Shop.Example.CO.UK.', '192.0.2.1', '[2001:db8::1]', 'localhost'].map(tldOf)).toEqual([
      'uk',
      null,
      null,
      'localhost',
    ]);
  });

  it('is filtered by several things at once, in any case of letters', () => {
    const names = (filter: Parameters<typeof matchesExpiry>[1]): string =>
      all
        .filter((one) => matchesExpiry(one, filter))
        .map(({ name }) => name)
        .join(' ');
    expect(names({})).toBe('b.de a.com c.com');
    expect(names({ tld: '.COM' })).toBe('a.com c.com');
    expect(names({ tld: 'com', registrar: 'ALPHA' })).toBe('a.com');
    expect(names({ tag: 'EU' })).toBe('b.de');
    expect(names({ kind: 'certificate' })).toBe('');
  });

  it.each([
    ['end', 'c.com a.com b.de'],
    ['name', 'a.com b.de c.com'],
    ['registrar', 'a.com b.de c.com'],
    ['tld', 'c.com a.com b.de'],
    ['tag', 'a.com b.de c.com'],
  ] as const)('is sorted by %s, what has none comes last', (sort, names) => {
    expect(
      all
        .toSorted(compareExpiries(sort))
        .map(({ name }) => name)
        .join(' '),
    ).toBe(names);
  });

  it('offers what is there, once', () => {
    expect(expiryChoices([...all, two])).toEqual({
      registrars: ['alpha', 'Zeta'],
      tlds: ['com', 'de'],
      tags: ['blog', 'eu', 'shop'],
    });
  });
});
