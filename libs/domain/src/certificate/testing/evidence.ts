import type { CertificateEvidence, CertificateFacts, LeafFacts } from '../schema.ts';

export const NOW = new Date('2026-03-15T12:00:00Z');
export const HOST = 'www.good.example';

const DAY_MS = 86_400_000;

/** A moment so many days from `NOW`. */
export const inDays = (days: number): Date => new Date(NOW.getTime() + days * DAY_MS);

export const issuer = (changes: Partial<CertificateFacts> = {}): CertificateFacts => ({
  subject: 'CN=Good CA',
  issuer: 'CN=Good Root',
  serial: '02',
  fingerprint: 'bb'.repeat(32),
  validFrom: inDays(-400),
  validTo: inDays(1_400),
  key: { type: 'ec', bits: null, curve: 'prime256v1' },
  signature: 'ecdsa-with-SHA256',
  selfIssued: false,
  source: 'server',
  ...changes,
});

export const leaf = (changes: Partial<LeafFacts> = {}): LeafFacts => ({
  ...issuer({
    subject: `CN=${HOST}`,
    issuer: 'CN=Good CA',
    serial: '03',
    fingerprint: 'aa'.repeat(32),
    validFrom: inDays(-30),
    validTo: inDays(60),
  }),
  commonName: HOST,
  names: [{ type: 'dns', value: HOST }],
  nameCount: 1,
  keyFingerprint: 'cc'.repeat(32),
  ...changes,
});

/** What a server without faults shows. */
export const evidence = (changes: Partial<CertificateEvidence> = {}): CertificateEvidence => ({
  leaf: leaf(),
  issuers: [issuer()],
  trust: 'trusted',
  trustCode: null,
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  handshakeEnd: 'accepted',
  ...changes,
});
