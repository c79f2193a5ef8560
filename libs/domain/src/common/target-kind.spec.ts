import { describe, expect, it } from 'vitest';
import {
  heededSettings,
  heedsSetting,
  ignoredSettingIn,
  kindOfScheme,
  kindOfUrl,
  nameInDomainUrl,
  urlOfDomain,
} from './target-kind.ts';

describe('the kind of a target', () => {
  it.each([
    ['domain:example.org', 'domain'],
    ['DOMAIN:example.org', 'domain'],
    ['https://domain:8080/', 'http'],
    ['http://example.org/', 'http'],
    ['example.org', 'http'],
    ['example.org:8080', 'http'],
    ['ftp://example.org/', 'http'],
  ])('%s: %s', (url, kind) => {
    expect(kindOfUrl(url)).toBe(kind);
  });

  it.each([
    ['HTTPS://example.org', 'http'],
    ['domain:example.org', 'domain'],
    ['ftp://example.org', null],
    ['example.org', null],
    ['', null],
  ])('the scheme of %j selects %s', (text, kind) => {
    expect(kindOfScheme(text)).toBe(kind);
  });

  it('follows from a url that holds the domain', () => {
    expect(urlOfDomain('example.org')).toBe('domain:example.org');
    expect(nameInDomainUrl('domain:example.org')).toBe('example.org');
  });
});

describe('settings that mean nothing for a domain', () => {
  it.each([
    [{}, null],
    [{ thresholds: {} }, null],
    [{ request: {} }, 'request'],
    [{ intervalSeconds: 60 }, 'intervalSeconds'],
    [{ thresholds: { slowMs: null } }, 'thresholds.slowMs'],
    [{ thresholds: { failuresToDown: 3 } }, 'thresholds.failuresToDown'],
    [{ thresholds: { alertWhenSlow: undefined } }, null],
  ])('%j: %s', (given, name) => {
    expect(ignoredSettingIn('domain', given)).toBe(name);
    expect(ignoredSettingIn('http', given)).toBeNull();
  });

  it('lets a domain have days of its own', () => {
    const thresholds: Record<string, number> = { domainDays: 30 };
    expect(ignoredSettingIn('domain', { thresholds })).toBeNull();
    expect(heedsSetting('domain', 'thresholds.domainDays')).toBe(true);
    expect(heedsSetting('domain', 'request')).toBe(false);
  });

  it('are left out of what a form sends', () => {
    const given = {
      name: 'Shop',
      tags: ['a'],
      request: {},
      thresholds: { slowMs: 1, domainDays: 2 },
    };
    expect(heededSettings('http', given)).toEqual(given);
    expect(heededSettings('domain', given)).toEqual({
      ...{ name: 'Shop', tags: ['a'], thresholds: { domainDays: 2 } },
    });
  });
});
