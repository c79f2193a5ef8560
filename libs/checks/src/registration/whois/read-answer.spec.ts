import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../finding.ts';
import { readWhoisAnswer } from './read-answer.ts';

const read = <T>(name: string): T[] =>
  JSON.parse(
    readFileSync(new URL(`../../../fixtures/${name}.json`, import.meta.url), 'utf8'),
  ) as T[];

const layouts = read<{ domain: string; expiry: string | null; lines: string[] }>('whois-layouts');
const sentences = read<{ domain: string; expected: string; text: string }>('whois-sentences');

const question = (domain: string) => ({
  domain,
  server: 'whois.registry.example',
  now: new Date('2026-10-01T00:00:00Z'),
});

const answer = (domain: string, ...lines: string[]): Finding =>
  readWhoisAnswer(lines.join('\r\n'), question(domain));

describe('the layout of a registry', () => {
  it.each(layouts.map((one) => [one.domain, one.expiry, one] as const))(
    '%s: %s',
    (domain, expiry, { lines }) => {
      const finding = answer(domain, ...lines);
      expect(finding.kind).toBe('registered');
      const date = finding.kind === 'registered' ? finding.expiry : null;
      const text = date?.expiresAt.toISOString() ?? null;
      expect(date?.precision === 'day' ? text?.slice(0, 10) : text).toBe(expiry);
    },
  );
});

describe('the sentence in place of a record', () => {
  it.each(sentences.map((one) => [one.text, one.expected, one] as const))(
    '%j: %s',
    (_text, expected, { domain, text }) => {
      const finding = answer(domain, text);
      expect(finding.kind === 'unreachable' ? finding.failure.class : finding.kind).toBe(expected);
    },
  );
});

describe('readWhoisAnswer', () => {
  it('keeps registrar, statuses and name servers', () => {
    const [nominet] = layouts;
    expect(answer('x.uk', ...(nominet?.lines ?? []))).toMatchObject({
      facts: {
        registrar: 'Sample Ltd [Tag = SMP]',
        nameServers: ['ns1.sample.uk', 'ns2.sample.example'],
      },
    });
    expect(
      answer(
        'x.com',
        'Domain Name: X.COM',
        'Registrar: \u202eevil\u0007',
        'Domain Status: clientHold https://icann.org/epp#clientHold',
        'Name Server: NS2.X.COM.',
        'Name Server: ns1.x.com',
      ),
    ).toMatchObject({
      facts: {
        registrar: 'evil',
        statuses: ['clientHold'],
        nameServers: ['ns1.x.com', 'ns2.x.com'],
      },
    });
  });

  it('finds the asked domain among others', () => {
    const others = ['Domain Name: A.X.COM', 'Registry Expiry Date: 2030-01-01T00:00:00Z', ''];
    const own = ['Domain Name: X.COM', 'Registry Expiry Date: 2027-05-01T00:00:00Z', ''];
    for (const lines of [
      [...others, ...own],
      [...own, ...others],
    ]) {
      expect(answer('x.com', ...lines)).toMatchObject({
        expiry: { expiresAt: new Date('2027-05-01T00:00:00Z') },
      });
    }
  });

  it('compares international names in ASCII', () => {
    const finding = answer('xn--mnchen-3ya.de', 'Domain: münchen.de', 'Status: connect');
    expect(finding).toMatchObject({ kind: 'registered', expiry: null });
  });

  it('takes no date from labels that only look like the right one', () => {
    const lines = [
      'option expiration date: 2027-01-01',
      'free-date: 2027-01-01',
      'available: 2027-01-01',
      'Renew date: 2027-01-01',
      'Expiry Date Notice: 2027-01-01',
      'constructor: 2027-01-01',
    ];
    expect(answer('x.com', 'Domain Name: x.com', 'Status: ok', ...lines)).toMatchObject({
      expiry: null,
    });
  });

  it('is done with hostile text at once', () => {
    const before = process.cpuUsage();
    const size = 250_000;
    for (const text of [
      ' '.repeat(size),
      'a '.repeat(size / 2),
      'a.'.repeat(size / 2),
      `[${'a'.repeat(size)}`,
      'expires: \n'.repeat(size / 10),
      'x x.x '.repeat(size / 6),
      '. '.repeat(size / 2),
      `Domain Name: ${'a'.repeat(size)}`,
    ]) {
      answer('x.com', text);
    }
    // Time of the processor, which other programs do not take away; too slow would be minutes.
    expect(process.cpuUsage(before).user).toBeLessThan(20_000_000);
  });
});
