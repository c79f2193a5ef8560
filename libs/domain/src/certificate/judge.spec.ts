import { describe, expect, it } from 'vitest';
import { certificateVerdicts, judgeCertificate } from './judge.ts';
import { CertificateEvidence } from './schema.ts';
import { viewFinding } from '../text/certificate.ts';
import { evidence, HOST, inDays, issuer, leaf, NOW } from './testing/evidence.ts';

const judge = (changes: Partial<CertificateEvidence>, host = HOST): string[] =>
  judgeCertificate(evidence(changes), host, NOW).map(
    ({ property, severity, code }) => `${property} ${severity} ${code}`,
  );

const said = (changes: Partial<CertificateEvidence>, host = HOST): string[] =>
  judgeCertificate(evidence(changes), host, NOW).map((finding) => viewFinding(finding).message);

describe('judgeCertificate', () => {
  it('finds nothing on a server without faults', () => {
    expect(CertificateEvidence.parse(evidence())).toEqual(evidence());
    expect(judge({})).toEqual([]);
  });

  it.each<[string, Partial<CertificateEvidence>, string[]]>([
    ['expired', { leaf: leaf({ validTo: inDays(-1) }) }, ['time critical CERT_EXPIRED']],
    ['valid to the very moment', { leaf: leaf({ validTo: NOW }) }, []],
    ['valid from this moment on', { leaf: leaf({ validFrom: NOW }) }, []],
    [
      'not yet valid',
      { leaf: leaf({ validFrom: inDays(1) }) },
      ['time critical CERT_NOT_YET_VALID'],
    ],
    [
      'ends before it begins',
      { leaf: leaf({ validFrom: inDays(1), validTo: inDays(-1) }) },
      ['time critical CERT_INVALID'],
    ],
    [
      'expired issuer',
      { issuers: [issuer({ validTo: inDays(-1) })] },
      ['time critical CERT_CHAIN_EXPIRED'],
    ],
    [
      'issuer that is not yet valid',
      { issuers: [issuer({ validFrom: inDays(1) })] },
      ['time critical CERT_CHAIN_NOT_YET_VALID'],
    ],
    ['self-signed', { trust: 'self-signed' }, ['trust critical CERT_SELF_SIGNED']],
    ['untrusted root', { trust: 'untrusted-root' }, ['trust critical CERT_UNTRUSTED_ROOT']],
    [
      'incomplete',
      { trust: 'incomplete' },
      ['trust critical CERT_UNTRUSTED', 'completeness critical CERT_CHAIN_INCOMPLETE_OR_UNTRUSTED'],
    ],
    [
      'made for another purpose',
      { trust: 'invalid', trustCode: 'CERT_WRONG_PURPOSE' },
      ['trust critical CERT_WRONG_PURPOSE'],
    ],
    [
      'issued by no authority',
      { trust: 'invalid', trustCode: 'CERT_ISSUER_NO_AUTHORITY' },
      ['trust critical CERT_ISSUER_NO_AUTHORITY'],
    ],
    [
      'invalid',
      { trust: 'invalid', trustCode: 'EXCLUDED_VIOLATION' },
      ['trust critical CERT_INVALID'],
    ],
    ['revoked', { trust: 'invalid', trustCode: 'CERT_REVOKED' }, ['trust critical CERT_REVOKED']],
    ['TLS 1.2', { protocol: 'TLSv1.2' }, []],
    ['TLS 1.1', { protocol: 'TLSv1.1' }, ['protocol critical TLS_PROTOCOL_TOO_OLD']],
    ['TLS 1.0', { protocol: 'TLSv1' }, ['protocol critical TLS_PROTOCOL_TOO_OLD']],
    [
      'client certificate',
      { handshakeEnd: 'client-certificate-wanted' },
      ['connection info TLS_CLIENT_CERT_REQUIRED'],
    ],
    [
      'closed at once',
      { handshakeEnd: 'closed' },
      ['connection warning TLS_CLOSED_AFTER_HANDSHAKE'],
    ],
  ])('%s', (_what, changes, codes) => {
    expect(judge(changes)).toEqual(codes);
  });

  it('reports every property although all are wrong', () => {
    const codes = judge({
      leaf: leaf({
        validTo: inDays(-1),
        names: [{ type: 'dns', value: 'other.example' }],
        key: { type: 'rsa', bits: 1_024, curve: null },
        signature: 'sha1WithRSAEncryption',
      }),
      issuers: [issuer({ validTo: inDays(-2) })],
      trust: 'incomplete',
      protocol: 'TLSv1',
    });
    expect(codes.map((line) => line.split(' ').at(-1))).toEqual([
      'CERT_EXPIRED',
      'CERT_CHAIN_EXPIRED',
      'CERT_NAME_MISMATCH',
      'CERT_UNTRUSTED',
      'CERT_CHAIN_INCOMPLETE_OR_UNTRUSTED',
      'CERT_WEAK_KEY',
      'CERT_WEAK_SIGNATURE',
      'TLS_PROTOCOL_TOO_OLD',
    ]);
  });

  it('says in sentences what to do', () => {
    expect(said({ leaf: leaf({ validTo: inDays(-1) }) })).toEqual([
      'The certificate expired on 2026-03-14. Renew it.',
    ]);
    expect(
      said({
        leaf: leaf({
          validFrom: inDays(1),
          names: [],
          nameCount: 0,
          commonName: null,
          key: { type: 'rsa', bits: 1_024, curve: null },
        }),
        issuers: [issuer({ validTo: inDays(-2), source: 'trust-store' })],
        trust: 'invalid',
        trustCode: 'EXCLUDED_VIOLATION',
        protocol: 'TLSv1',
        handshakeEnd: 'closed',
      }),
    ).toMatchSnapshot();
  });
});

describe('the name', () => {
  const none = { names: [], nameCount: 0 };

  it.each<[string, CertificateEvidence['leaf'], string, string[]]>([
    ['another name', leaf(), 'other.example', ['name critical CERT_NAME_MISMATCH']],
    ['an address that is not named', leaf(), '192.0.2.1', ['name critical CERT_NAME_MISMATCH']],
    ['a common name only', leaf(none), HOST, ['name critical CERT_NAME_CN_ONLY']],
    [
      'a common name beside other names',
      leaf({ names: [{ type: 'dns', value: 'other.example' }] }),
      HOST,
      ['name critical CERT_NAME_MISMATCH'],
    ],
    [
      'an address as common name',
      leaf({ ...none, commonName: '192.0.2.1' }),
      '192.0.2.1',
      ['name critical CERT_NAME_MISMATCH'],
    ],
    [
      'no name at all',
      leaf({ ...none, commonName: null }),
      HOST,
      ['name critical CERT_NAME_MISMATCH'],
    ],
  ])('%s', (_what, judged, host, codes) => {
    expect(judge({ leaf: judged }, host)).toEqual(codes);
  });

  it.each([HOST, '192.0.2.1'])('is told to be the common name only: %s', (host) => {
    const judged = evidence({ leaf: leaf({ ...none, commonName: host }) });
    expect(said(judged, host)[0]).toContain(`names ${host} only as its common name`);
  });

  it('is told with some of the names the certificate has', () => {
    const names = ['a', 'b', 'c', 'd'].map((value) => ({ type: 'dns' as const, value }));
    const judged = evidence({ leaf: leaf({ names, nameCount: 1_500 }) });
    expect(said(judged)).toEqual([
      'The certificate is not for www.good.example, but for a, b, c and 1497 more.',
    ]);
  });
});

describe('strength', () => {
  const weak = ['strength critical CERT_WEAK_KEY'];
  it.each([
    ['rsa', 2_047, null, weak],
    ['rsa', 2_048, null, []],
    ['rsa-pss', 1_024, null, weak],
    ['dsa', 2_048, null, weak],
    ['ec', null, 'prime192v1', weak],
    ['ec', null, 'secp224r1', weak],
    ['ec', null, 'prime256v1', []],
    ['ec', null, 'secp521r1', []],
    ['ed25519', null, null, []],
    ['ml-dsa-44', null, null, []],
    ['unknown', null, null, ['strength warning CERT_KEY_UNKNOWN']],
  ])('key %s %s %s', (type, bits, curve, codes) => {
    expect(judge({ leaf: leaf({ key: { type, bits, curve } }) })).toEqual(codes);
    expect(judge({ issuers: [issuer({ key: { type, bits, curve } })] })).toEqual(codes);
  });

  it.each([
    ['sha1WithRSAEncryption', true],
    ['ecdsa-with-SHA1', true],
    ['RSA-SHA1', true],
    ['md5WithRSAEncryption', true],
    ['dsa_with_SHA1', true],
    ['sha256WithRSAEncryption', false],
    ['ecdsa-with-SHA384', false],
    ['rsassaPss', false],
    ['ED25519', false],
  ])('signature %s', (signature, isWeak) => {
    const codes = isWeak ? ['strength critical CERT_WEAK_SIGNATURE'] : [];
    expect(judge({ leaf: leaf({ signature }) })).toEqual(codes);
  });

  it('does not look at what is not relied upon', () => {
    const signature = 'sha1WithRSAEncryption';
    expect(judge({ issuers: [issuer({ signature, source: 'trust-store' })] })).toEqual([]);
    expect(judge({ issuers: [issuer({ signature, selfIssued: true })] })).toEqual([]);
  });
});

describe('certificateVerdicts', () => {
  it('shows all six properties in their order', () => {
    const findings = judgeCertificate(evidence({ trust: 'self-signed' }), 'x.example', NOW);
    expect(certificateVerdicts(findings).map(({ property, ok }) => [property, ok])).toEqual([
      ['time', true],
      ['name', false],
      ['trust', false],
      ['completeness', true],
      ['strength', true],
      ['protocol', true],
    ]);
  });
});
