import { describe, expect, it } from 'vitest';
import { readWhoisAnswer } from './whois/read-answer.ts';

const NOW = new Date('2026-10-01T00:00:00Z');
const read = (domain: string, ...lines: string[]) =>
  readWhoisAnswer(lines.join('\r\n'), { domain, server: 'whois.nic.example', now: NOW });

const classOf = (status: string): string => {
  const finding = read('x.eu', 'Domain: x.eu', `Status: ${status}`);
  return 'failure' in finding ? `${finding.kind}: ${finding.failure.class}` : finding.kind;
};

describe('a status that stands alone', () => {
  it.each([
    ['RESERVED', 'unsupported: no-service'],
    ['Reserved name', 'unsupported: no-service'],
    ['NOT ALLOWED', 'unsupported: no-service'],
    ['UNASSIGNABLE', 'unsupported: no-service'],
    ['Not assignable', 'unsupported: no-service'],
    ['Forbidden', 'unsupported: no-service'],
    ['blocked by the registry', 'unsupported: no-service'],
    ['Your address is blocked', 'rate-limited: rate-limit'],
    ['440 Request Denied', 'rate-limited: rate-limit'],
    ['Request denied', 'rate-limited: rate-limit'],
    ['Too many queries', 'rate-limited: rate-limit'],
    ['Query limit exceeded', 'rate-limited: rate-limit'],
    ['500 Invalid characters in query string', 'unreachable: format'],
    ['INVALID', 'unreachable: format'],
    ['not valid', 'unreachable: format'],
    ['220 Available', 'not-found'],
    ['AVAILABLE', 'not-found'],
    ['free', 'not-found'],
    ['404 Request Not Found', 'not-found'],
    ['something that nobody knows', 'unreachable: format'],
    ['200 Active', 'registered'],
    ['210 PendingRelease', 'registered'],
    ['ok', 'registered'],
    ['ACTIVE', 'registered'],
    ['NOT AVAILABLE', 'registered'],
    ['connect', 'registered'],
    ['REGISTERED, DELEGATED', 'registered'],
    ['clientTransferProhibited https://icann.org/epp#clientTransferProhibited', 'registered'],
    ['redemptionPeriod', 'registered'],
    ['inQuarantine', 'registered'],
    ['pendingDelete', 'registered'],
  ])('%s: %s', (status, expected) => {
    expect(classOf(status)).toBe(expected);
  });

  it('is kept without its number', () => {
    const facts = ['registrar_name: Sample Ltd', 'query_status: 200 Active'];
    expect(read('x.nz', 'domain_name: x.nz', ...facts)).toMatchObject({
      facts: { registrar: 'Sample Ltd', statuses: ['ok'] },
    });
  });

  it('says nothing against a record with facts', () => {
    const facts = ['Registrar: Sample Ltd', 'Name Server: ns1.example.net'];
    expect(read('x.be', 'Domain: x.be', 'Status: NOT ALLOWED', ...facts).kind).toBe('registered');
  });

  it('is a refusal also above a date of the answer itself', () => {
    const lines = ['version: 8.9', 'query_datetime: 2026-11-29T10:00:00+13:00'];
    const finding = read('x.nz', '% Terms', ...lines, 'query_status: 440 Request Denied');
    expect(finding.kind).toBe('rate-limited');
  });
});
