import { describeFailure, type Failure } from '@app/domain';
import { BSON } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { fromFailureDocument, fromKeptFailure, toFailureDocument } from './failure-mapping.ts';

const UNTIL = new Date('2026-01-31T14:00:00Z');
const HOST = 'shop.example';

const FAILURES: Failure[] = [
  { class: 'refused', code: 'CONNECTION_REFUSED', fact: { is: 'refused', port: 443 } },
  { class: 'timeout', code: 'first-byte', fact: { is: 'deadline', timeoutMs: 10_000 } },
  { class: 'timeout', code: 'connect', fact: { is: 'no-connection', port: 443 } },
  { class: 'dns', code: 'DNS_NOT_FOUND', fact: { is: 'no-address', host: HOST } },
  { class: 'dns', code: 'DNS_SERVFAIL', fact: { is: 'name-servers', host: HOST } },
  { class: 'network', code: 'DNS_TIMEOUT', fact: { is: 'resolver', host: HOST } },
  { class: 'reset', code: 'CONNECTION_RESET', fact: { is: 'closed', during: 'tls' } },
  { class: 'reset', code: 'EMPTY_RESPONSE', fact: { is: 'code' } },
  { class: 'unreachable', code: 'HOST_UNREACHABLE', fact: { is: 'no-way', host: HOST } },
  { class: 'status', code: '404', fact: { is: 'status', expected: '200-399' } },
  { class: 'status', code: '503', fact: { is: 'status', expected: '200-399' } },
  { class: 'content', code: 'TEXT_MISSING', fact: { is: 'text-missing', quote: '"Welcome"' } },
  { class: 'redirect', code: 'TOO_MANY_REDIRECTS', fact: { is: 'circle' } },
  { class: 'redirect', code: 'REDIRECT_NO_LOCATION', fact: { is: 'no-location', status: 302 } },
  { class: 'protocol', code: 'PROTOCOL', fact: { is: 'not-http', why: 'no-status-line' } },
  { class: 'tls', code: 'TLS_NOT_TLS', fact: { is: 'code' } },
  { class: 'tls', code: 'TLS_HANDSHAKE', fact: { is: 'tls-alert', alert: 40, host: HOST } },
  { class: 'tls', code: 'TLS_HANDSHAKE', fact: { is: 'cipher' } },
  {
    class: 'tls',
    code: 'CERT_EXPIRED',
    fact: { is: 'certificate', host: HOST, until: UNTIL },
  },
  {
    class: 'tls',
    code: 'CERT_NAME_MISMATCH',
    fact: { is: 'certificate', host: HOST, names: ['a.example'], more: 2 },
  },
  {
    class: 'network',
    code: 'OFFLINE',
    fact: { is: 'offline', since: UNTIL, cause: 'no-route', family: null, gateway: null },
  },
  {
    class: 'status',
    code: '401',
    fact: { is: 'status', expected: '200-399' },
    redirect: { to: 'https://login.example', withheld: ['authorization'] },
    speaks: 'tls',
  },
];

const bytes = (document: object): number => BSON.calculateObjectSize(document);

describe('a stored failure', () => {
  it.each(FAILURES.map((failure) => [failure.code, failure] as const))(
    'of %s says the same and takes no more room than its sentence did',
    (_code, failure) => {
      const document = toFailureDocument(failure);
      expect(fromFailureDocument(document)).toEqual(failure);
      const { class: c, code: d } = failure;
      expect(bytes(document)).toBeLessThanOrEqual(bytes({ c, d, m: describeFailure(failure) }));
    },
  );

  it('of an older version keeps its sentence, also when it is stored anew', () => {
    const old = { c: 'refused', d: 'CONNECTION_REFUSED', m: 'Refused: nothing listens.' } as const;
    const failure = fromFailureDocument(old);
    expect(describeFailure(failure)).toBe(old.m);
    expect(toFailureDocument(failure)).toEqual(old);
  });

  it('in the document of a target is read in both forms', () => {
    const old = { class: 'refused', code: null, message: 'Refused.' } as const;
    expect(describeFailure(fromKeptFailure(old))).toBe('Refused.');
    for (const failure of FAILURES) expect(fromKeptFailure(failure)).toEqual(failure);
  });

  it('of a newer version, whose facts are unknown here, still says its class', () => {
    const document: object = { c: 'tls', d: 'NEW', x: { is: 'something-new' } };
    const failure = fromFailureDocument({ c: 'tls', ...document });
    expect(describeFailure(failure)).toBe('TLS problem.');
  });
});
