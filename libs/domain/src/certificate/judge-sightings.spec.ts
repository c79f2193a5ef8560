import { describe, expect, it } from 'vitest';
import { viewFinding } from '../text/certificate.ts';
import { judgeSightings } from './judge-sightings.ts';
import { seenCertificates } from './seen-certificates.ts';
import type { CertificateSighting } from './sighting.ts';
import { evidence, HOST, inDays, issuer, leaf, NOW } from './testing/evidence.ts';

const RSA = { type: 'rsa', bits: 2_048, curve: null };
const expired = leaf({ fingerprint: 'dd'.repeat(32), validTo: inDays(-1) });

const at = (
  address: string,
  changes: Parameters<typeof evidence>[0] = {},
): CertificateSighting => ({
  addresses: [address],
  evidence: evidence(changes),
});

const messages = (...sightings: CertificateSighting[]): string[] =>
  judgeSightings(sightings, HOST, NOW).map((finding) => viewFinding(finding).message);

describe('findings of several addresses', () => {
  it('are none where all is well', () => {
    expect(messages(at('192.0.2.1'), at('2001:db8::1'))).toEqual([]);
  });

  it('name the address that gave cause for them', () => {
    expect(messages(at('192.0.2.1'), at('2001:db8::1', { leaf: expired }))).toEqual([
      'The certificate expired on 2026-03-14. Renew it. This concerns only what is served at 2001:db8::1.',
    ]);
  });

  it('name the certificate where a server has two', () => {
    const rsa = leaf({ ...expired, key: RSA });
    expect(messages(at('192.0.2.1'), at('192.0.2.1', { leaf: rsa }))).toEqual([
      'The certificate expired on 2026-03-14. Renew it. This concerns only the RSA certificate.',
    ]);
  });

  it('are told once where all addresses give cause for them', () => {
    const both = { leaf: expired };
    expect(messages(at('192.0.2.1', both), at('2001:db8::1', both))).toEqual([
      'The certificate expired on 2026-03-14. Renew it.',
    ]);
  });
});

describe('the certificates of a reading', () => {
  const names = (...sightings: CertificateSighting[]): string[] =>
    seenCertificates(sightings, 14, NOW).map(({ evidence: { leaf: one } }) =>
      one.fingerprint.slice(0, 2),
    );

  it('begin with the one that people must be told of, not with a short-lived one', () => {
    const short = leaf({ fingerprint: 'bb'.repeat(32), validFrom: inDays(-1), validTo: inDays(5) });
    const late = leaf({ fingerprint: 'cc'.repeat(32), validTo: inDays(10) });
    expect(
      names(at('192.0.2.1'), at('192.0.2.2', { leaf: short }), at('192.0.2.3', { leaf: late })),
    ).toEqual(['cc', 'bb', 'aa']);
  });

  it('are one where several addresses show it, with the chain that ends first', () => {
    const seen = seenCertificates(
      [at('192.0.2.1'), at('192.0.2.2', { issuers: [issuer({ validTo: inDays(3) })] })],
      14,
      NOW,
    );
    expect(seen).toMatchObject([
      { addresses: ['192.0.2.2', '192.0.2.1'], expiry: { step: 3, daysLeft: 3 } },
    ]);
  });
});
