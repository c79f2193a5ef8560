import * as z from 'zod';
import { Severity } from '../alert/kind.ts';
import type { CertificateFact, FindingPlace } from '../check/certificate-fact.ts';

/** Most names of a certificate that are kept; certificates with thousands exist. */
export const MAX_CERTIFICATE_NAMES = 100;

/** Public key of a certificate: `bits` for RSA and DSA, `curve` for elliptic curves. */
export const CertificateKey = z.object({
  /** As OpenSSL names it: `rsa`, `rsa-pss`, `ec`, `ed25519` ...; `unknown` when it cannot be read. */
  type: z.string(),
  bits: z.int().nullable(),
  curve: z.string().nullable(),
});
export type CertificateKey = z.infer<typeof CertificateKey>;

/** One certificate of a chain. */
export const CertificateFacts = z.object({
  subject: z.string(),
  issuer: z.string(),
  serial: z.string(),
  /** SHA-256 of the certificate, 64 lower-case hexadecimal digits. */
  fingerprint: z.string(),
  validFrom: z.date(),
  validTo: z.date(),
  key: CertificateKey,
  /** Signature algorithm as OpenSSL names it, for instance `sha256WithRSAEncryption`. */
  signature: z.string(),
  /** The subject is its own issuer. */
  selfIssued: z.boolean(),
  /** Whether the server sent it, or it was found among the trusted roots. */
  source: z.enum(['server', 'trust-store']),
});
export type CertificateFacts = z.infer<typeof CertificateFacts>;

/** A subject alternative name: a DNS name (perhaps with a wildcard), or an IP address. */
export const CertificateName = z.object({ type: z.enum(['dns', 'ip']), value: z.string() });
export type CertificateName = z.infer<typeof CertificateName>;

/** The certificate of the site itself. */
export const LeafFacts = CertificateFacts.extend({
  commonName: z.string().nullable(),
  /** At most `MAX_CERTIFICATE_NAMES`; those that match the host are always among them. */
  names: z.array(CertificateName).max(MAX_CERTIFICATE_NAMES),
  /** Number of different DNS names and addresses in the certificate. */
  nameCount: z.int().nonnegative(),
  /** SHA-256 of the public key; it stays when a certificate is renewed with the same key. */
  keyFingerprint: z.string(),
});
export type LeafFacts = z.infer<typeof LeafFacts>;

/** How far the chain leads, whatever the dates say. */
export const ChainTrust = z.enum([
  'trusted',
  'self-signed',
  /** It ends at an authority that was sent and is not trusted. */
  'untrusted-root',
  /** It ends before any authority: an intermediate, or a root that is not trusted, was not sent. */
  'incomplete',
  /** A rule of certificates is broken, see `trustCode`. */
  'invalid',
]);
export type ChainTrust = z.infer<typeof ChainTrust>;

/** What the server did with a client that has no certificate to show. */
export const HandshakeEnd = z.enum(['accepted', 'client-certificate-wanted', 'closed']);
export type HandshakeEnd = z.infer<typeof HandshakeEnd>;

/** What one TLS handshake showed, before any judgement. */
export const CertificateEvidence = z.object({
  leaf: LeafFacts,
  /** From the issuer of the leaf upwards, a trusted root included; what the chain does not need is left out. */
  issuers: z.array(CertificateFacts),
  trust: ChainTrust,
  /** Of a chain that is `invalid` the rule that it breaks, else the code of OpenSSL; null for any other chain. */
  trustCode: z.string().nullable(),
  /** Newest version that both sides speak, for instance `TLSv1.3`. */
  protocol: z.string(),
  cipher: z.string().nullable(),
  handshakeEnd: HandshakeEnd,
});
export type CertificateEvidence = z.infer<typeof CertificateEvidence>;

/** The six properties of a certificate that are judged apart, in the order in which they are shown. */
export const CertificateProperty = z.enum([
  'time',
  'name',
  'trust',
  'completeness',
  'strength',
  'protocol',
]);
export type CertificateProperty = z.infer<typeof CertificateProperty>;

/** One thing that is wrong or worth knowing, as people see it. */
export const CertificateFindingView = z.object({
  property: z.enum([...CertificateProperty.options, 'connection']),
  severity: Severity.extract(['info', 'warning', 'critical']),
  /** Machine-readable, for instance `CERT_EXPIRED`. */
  code: z.string(),
  /** A sentence or two for people. */
  message: z.string(),
});
export type CertificateFindingView = z.infer<typeof CertificateFindingView>;

/** One thing that is wrong or worth knowing. */
export interface CertificateFinding extends Omit<CertificateFindingView, 'message'> {
  fact: CertificateFact;
  /** Absent where all that is served gave cause for it. */
  place?: FindingPlace;
}
