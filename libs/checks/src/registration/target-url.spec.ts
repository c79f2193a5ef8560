import { describe, expect, it } from 'vitest';
import type { EgressPolicy } from '@app/domain';
import { judgeTargetUrl, parseDomainUrl } from './target-url.ts';

const policy: EgressPolicy = { mode: 'public-only', allow: [], own: [] };

describe('the url of a target that watches a domain only', () => {
  it.each([
    ['domain:example.org', 'domain:example.org', 'example.org'],
    ['  DOMAIN:Example.ORG. ', 'domain:example.org', 'example.org'],
    ['domain://example.org/', 'domain:example.org', 'example.org'],
    ['domain:münchen.de', 'domain:xn--mnchen-3ya.de', 'münchen.de'],
    ['domain:xn--mnchen-3ya.de', 'domain:xn--mnchen-3ya.de', 'münchen.de'],
    ['domain:shop.uk.com', 'domain:shop.uk.com', 'shop.uk.com'],
    ['domain:example.co.uk', 'domain:example.co.uk', 'example.co.uk'],
    ['domain:github.io', 'domain:github.io', 'github.io'],
  ])('%s: %s', (text, url, name) => {
    expect(parseDomainUrl(text)).toEqual({ ok: true, url, key: url, name });
    expect(judgeTargetUrl(text, policy)).toEqual({ ok: true, url, key: url, name });
  });

  it.each([
    ['domain:', 'EMPTY', /Enter a domain/],
    [
      'domain:www.example.org',
      'BELOW_DOMAIN',
      /^www\.example\.org is below example\.org: watch example\.org\.$/,
    ],
    ['domain:user.github.io', 'BELOW_DOMAIN', /watch github\.io/],
    ['domain:www.münchen.de', 'BELOW_DOMAIN', /^www\.münchen\.de is below münchen\.de/],
    ['domain:co.uk', 'NOT_REGISTRABLE', /co\.uk is no name that can be registered/],
    ['domain:org', 'NOT_REGISTRABLE', /no registration to watch/],
    ['domain:uk.com', 'NOT_REGISTRABLE', /suffix with a registry of its own/],
    ['domain:localhost', 'NOT_REGISTRABLE', /local network/],
    ['domain:nas.home.arpa', 'NOT_REGISTRABLE', /local network/],
    ['domain:192.0.2.1', 'NOT_REGISTRABLE', /IP address/],
    ['domain:[2001:db8::1]', 'HOSTNAME', /alone/],
    ['domain:example.org/path', 'HOSTNAME', /without path/],
    ['domain:example.org:443', 'HOSTNAME', /without path, port/],
    ['domain:somebody@example.org', 'HOSTNAME', /user/],
    ['domain:*.example.org', 'HOSTNAME', /without the star/],
    ['domain:exam ple.org', 'FORBIDDEN_CHAR', /blank/],
    ['domain:exam\u200bple.org', 'FORBIDDEN_CHAR', /invisible/],
    [`domain:${'a'.repeat(400)}.org`, 'TOO_LONG', /253/],
    ['domain:-example.org', 'HOSTNAME', /host name/],
  ])('%s is refused: %s', (text, reason, message) => {
    expect(parseDomainUrl(text)).toEqual({
      ok: false,
      reason,
      message: expect.stringMatching(message) as string,
    });
  });
});

describe('judgeTargetUrl', () => {
  it('names a web site after its host', () => {
    expect(judgeTargetUrl('https://Example.org:8443/a', policy)).toEqual({
      ok: true,
      url: 'https://example.org:8443/a',
      key: 'https://example.org:8443/a',
      name: 'example.org:8443',
    });
  });

  it('refuses every other scheme', () => {
    expect(judgeTargetUrl('ftp://example.org/', policy)).toMatchObject({ reason: 'SCHEME' });
  });
});
