import { describe, expect, it } from 'vitest';
import { viewCertificateChange } from '../text/certificate.ts';
import { certificateChanged, CertificateChange } from './change.ts';
import type { LeafFacts } from './schema.ts';
import { evidence, inDays, issuer, leaf } from './testing/evidence.ts';

const dns = (...values: string[]): LeafFacts['names'] =>
  values.map((value) => ({ type: 'dns', value }));

const named = (names: LeafFacts['names'], changes: Partial<LeafFacts> = {}) =>
  evidence({ leaf: leaf({ names, nameCount: names.length, ...changes }) });

const saidOf = (change: CertificateChange | null) =>
  change && viewCertificateChange(change).message;

const renewed = { fingerprint: 'dd'.repeat(32), validTo: inDays(90) };

describe('certificateChanged', () => {
  it('is silent about the same certificate, also when the chain around it changes', () => {
    expect(certificateChanged(evidence(), evidence({ issuers: [issuer(), issuer()] }))).toBeNull();
  });

  it('tells a mere renewal', () => {
    const change = certificateChanged(
      named(dns('a.example', 'b.example')),
      named(dns('B.example', 'a.example'), renewed),
    );
    expect(CertificateChange.parse(change)).toEqual({
      from: { fingerprint: 'aa'.repeat(32), issuer: 'CN=Good CA', validTo: inDays(60) },
      to: { fingerprint: 'dd'.repeat(32), issuer: 'CN=Good CA', validTo: inDays(90) },
      issuerChanged: false,
      keyChanged: false,
      namesAdded: [],
      namesRemoved: [],
    });
    expect(saidOf(change)).toBe('New certificate, valid until 2026-06-13; same issuer; same key.');
  });

  it('tells another issuer, another key and other names', () => {
    const change = certificateChanged(
      named(dns('a.example', 'b.example')),
      named(dns('a.example', 'c.example'), {
        ...renewed,
        issuer: 'CN=Other CA',
        keyFingerprint: 'ee'.repeat(32),
      }),
    );
    expect(change).toMatchObject({
      issuerChanged: true,
      keyChanged: true,
      namesAdded: ['c.example'],
      namesRemoved: ['b.example'],
    });
    expect(saidOf(change)).toBe(
      'New certificate, valid until 2026-06-13; issued by CN=Other CA instead of CN=Good CA; new key; names added: c.example; names gone: b.example.',
    );
  });

  it('compares no names when some of them are not kept', () => {
    const change = certificateChanged(
      named(dns('a.example'), { nameCount: 1_500 }),
      named(dns('b.example'), { ...renewed, nameCount: 1_500 }),
    );
    expect(change).toMatchObject({ namesAdded: [], namesRemoved: [] });
  });
});
