import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { knownServer, queryFor } from './directory.ts';

/** whoiser keeps its table to itself, so it is read from its source. */
function serversOfWhoiser(): [tld: string, host: string][] {
  const source = readFileSync(fileURLToPath(import.meta.resolve('whoiser')), 'utf8');
  const table = source.slice(0, source.indexOf('misspelledWhoisServer'));
  return [...table.matchAll(/^ {4}(\w+): '([\w.-]+)',/gm)].map(([, tld = '', host = '']) => [
    tld,
    host,
  ]);
}

/** Where IANA names another server than whoiser does. */
const MOVED = new Map([
  ['org', 'whois.publicinterestregistry.org'],
  ['bz', 'whois.identitydigital.services'],
  ['gi', 'whois.identitydigital.services'],
  ['lc', 'whois.identitydigital.services'],
  ['vc', 'whois.identitydigital.services'],
  ['co', 'whois.nic.co'],
  ['country', 'whois.nic.country'],
]);
/** Without a server in IANA's list: left to RDAP. */
const GONE = new Set(['health']);

describe('the directory of WHOIS servers', () => {
  const theirs = serversOfWhoiser();

  it('knows what whoiser knows', () => {
    expect(theirs).toHaveLength(40);
    for (const [tld, host] of theirs) {
      if (GONE.has(tld)) continue;
      expect(knownServer(tld), tld).toEqual({ host: MOVED.get(tld) ?? host, port: 43 });
    }
  });

  it.each(['de', 'jp', 'uk', 'it', 'ru', 'br', 'za', 'xn--p1ai'])('knows .%s', (tld) => {
    expect(knownServer(tld)).not.toBeNull();
  });

  it('knows no others', () => {
    expect(knownServer('constructor')).toBeNull();
    expect(knownServer('notarealsuffix')).toBeNull();
  });
});

it('asks some servers in their own way', () => {
  expect(queryFor('whois.denic.de', 'example.de')).toBe('-T dn,ace example.de');
  expect(queryFor('whois.jprs.jp', 'example.jp')).toBe('example.jp/e');
  expect(queryFor('whois.nic.uk', 'example.uk')).toBe('example.uk');
});
