import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { domainOfUrl, registrableDomain } from './registrable-domain.ts';

interface Case {
  readonly id: string;
  readonly input: string;
  readonly expect: string;
}

const fixture = new URL('../../fixtures/registrable-domain.corpus.json', import.meta.url);
const cases = JSON.parse(readFileSync(fixture, 'utf8')) as Case[];

describe('registrableDomain', () => {
  it.each(cases.map((one) => [one.id, one.input, one] as const))('%s: %s', (_id, input, one) => {
    const result = registrableDomain(input);
    const said =
      result.kind === 'domain'
        ? `registrable domain ${result.domain}`
        : 'no domain check; status "not applicable"';
    expect(said).toBe(one.expect);
  });

  it.each([
    ['www.shop.example.co.uk', 'example.co.uk'],
    ['example.com.', 'example.com'],
    ['münchen.de', 'xn--mnchen-3ya.de'],
    ['a.b.c.example.org', 'example.org'],
    ['www.shop.co.ua', 'shop.co.ua'],
    ['shop.uk.com', 'shop.uk.com'],
    ['uk.com', 'uk.com'],
    ['a.b.eu.org', 'b.eu.org'],
    ['www.college.ac.uk', 'college.ac.uk'],
    ['user.github.io', 'github.io'],
  ])('%s: %s', (host, domain) => {
    expect(registrableDomain(host)).toEqual({ kind: 'domain', domain });
  });

  it.each([
    ['2001:db8::1', 'address'],
    ['localhost', 'local-name'],
    ['nas.home.arpa', 'local-name'],
    ['shop.example', 'local-name'],
    ['example.notarealsuffix', 'suffix'],
    ['com', 'local-name'],
    ['co.uk', 'suffix'],
    ['', 'invalid'],
    ['a b.com', 'invalid'],
  ])('%j has none: %s', (host, reason) => {
    const result = registrableDomain(host);
    expect(result).toMatchObject({ kind: 'none', reason });
    expect(result).toHaveProperty(
      'message',
      expect.stringMatching(/\. There is no registration to watch\.$/),
    );
  });
});

it.each([
  ['https://www.example.com:8443/path?q', { kind: 'domain', domain: 'example.com' }],
  ['http://[2001:db8::1]:8080/', { kind: 'none', reason: 'address' }],
])('domainOfUrl(%s)', (url, domain) => {
  expect(domainOfUrl(url)).toMatchObject(domain);
});
