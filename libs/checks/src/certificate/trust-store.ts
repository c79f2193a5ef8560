import { X509Certificate } from 'node:crypto';
import { createSecureContext, DEFAULT_CIPHERS, type SecureContext } from 'node:tls';
import type { KeyKind } from '@app/domain';
import { trustContext, trustedCertificates, type TrustOptions } from '@app/platform';

export interface TrustStore {
  /**
   * For connections that read certificates: accepts all that is weak or old, so that it can be judged. With a kind of
   * key only what certificates of that kind sign, so that a server which has two shows that one.
   */
  readonly secureContext: (kind?: KeyKind) => SecureContext;
  /** Trusted certificates that may have issued a certificate, by name. */
  issuersOf(certificate: X509Certificate): readonly X509Certificate[];
  has(certificate: X509Certificate): boolean;
}

/** Signatures by a kind of key (TLS 1.2 and 1.3), and the cipher suites of TLS 1.2 that use such a certificate. */
const OFFERS: Readonly<Record<KeyKind, { sigalgs: string; ciphers: string }>> = {
  RSA: {
    sigalgs:
      'rsa_pss_rsae_sha256:rsa_pss_rsae_sha384:rsa_pss_rsae_sha512:RSA+SHA256:RSA+SHA384:RSA+SHA512:RSA+SHA1',
    ciphers: 'aRSA',
  },
  ECDSA: {
    sigalgs: 'ECDSA+SHA256:ECDSA+SHA384:ECDSA+SHA512:ed25519:ed448:ECDSA+SHA1',
    ciphers: 'aECDSA',
  },
};

function offerOf(kind: KeyKind | undefined): { sigalgs?: string; ciphers: string } {
  if (!kind) return { ciphers: `${DEFAULT_CIPHERS}:@SECLEVEL=0` };
  const { sigalgs, ciphers } = OFFERS[kind];
  const modern = DEFAULT_CIPHERS.split(':').filter((cipher) => cipher.startsWith('TLS_'));
  return { sigalgs, ciphers: `${[...modern, ciphers].join(':')}:!NULL:@SECLEVEL=0` };
}

/** The same name may be written in other case or with more blanks (RFC 5280 section 7.1). */
const nameKey = (name: string): string => name.toLowerCase().replace(/[^\S\n]+/g, ' ');

function indexByName(certificates: readonly string[]): Map<string, X509Certificate[]> {
  return Map.groupBy(
    certificates.map((pem) => new X509Certificate(pem)),
    ({ subject }) => nameKey(subject),
  );
}

/** Creates the store of trusted certificates. */
export function createTrustStore(trust: TrustOptions): TrustStore {
  // Both take milliseconds, and a process that checks no certificate needs neither.
  const contexts = new Map<KeyKind | undefined, SecureContext>();
  let index: Map<string, X509Certificate[]> | undefined;
  const named = (name: string): readonly X509Certificate[] =>
    (index ??= indexByName(trustedCertificates(trust))).get(nameKey(name)) ?? [];

  return {
    secureContext: (kind) => {
      const context =
        contexts.get(kind) ??
        createSecureContext({ ...trustContext(trust), ...offerOf(kind), minVersion: 'TLSv1' });
      contexts.set(kind, context);
      return context;
    },
    issuersOf: (certificate) => named(certificate.issuer),
    has: ({ subject, fingerprint256 }) =>
      named(subject).some((trusted) => trusted.fingerprint256 === fingerprint256),
  };
}
