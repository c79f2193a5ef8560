import { describe, expect, it } from 'vitest';
import { httpSettingIn, kindOfUrl, nameInDomainUrl, urlOfDomain } from './target-kind.ts';

describe('the kind of a target', () => {
  it.each([
    ['domain:example.org', 'domain'],
    ['DOMAIN:example.org', 'domain'],
    ['https://domain:8080/', 'http'],
    ['http://example.org/', 'http'],
  ])('%s: %s', (url, kind) => {
    expect(kindOfUrl(url)).toBe(kind);
  });

  it('follows from a url that holds the domain', () => {
    expect(urlOfDomain('example.org')).toBe('domain:example.org');
    expect(nameInDomainUrl('domain:example.org')).toBe('example.org');
  });
});

describe('httpSettingIn', () => {
  it.each([
    [{}, null],
    [{ thresholds: {} }, null],
    [{ request: {} }, 'request'],
    [{ intervalSeconds: 60 }, 'intervalSeconds'],
    [{ thresholds: { slowMs: null } }, 'thresholds.slowMs'],
    [{ thresholds: { failuresToDown: 3 } }, 'thresholds.failuresToDown'],
    [{ thresholds: { alertWhenSlow: undefined } }, null],
  ])('%j: %s', (given, name) => {
    expect(httpSettingIn(given)).toBe(name);
  });

  it('lets a domain have days of its own', () => {
    const thresholds: Record<string, number> = { domainDays: 30 };
    expect(httpSettingIn({ thresholds })).toBeNull();
  });
});
