import { X509Certificate } from 'node:crypto';
import { createSecureContext, DEFAULT_CIPHERS, type SecureContext } from 'node:tls';
import { trustContext, trustedCertificates, type TrustOptions } from '../trust.ts';

export interface TrustStore {
  /** For connections that read certificates: accepts all that is weak or old, so that it can be judged. */
  readonly secureContext: () => SecureContext;
  /** Trusted certificates that may have issued a certificate, by name. */
  issuersOf(certificate: X509Certificate): readonly X509Certificate[];
  has(certificate: X509Certificate): boolean;
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
  let context: SecureContext | undefined;
  let index: Map<string, X509Certificate[]> | undefined;
  const named = (name: string): readonly X509Certificate[] =>
    (index ??= indexByName(trustedCertificates(trust))).get(nameKey(name)) ?? [];

  return {
    secureContext: () =>
      (context ??= createSecureContext({
        ...trustContext(trust),
        ciphers: `${DEFAULT_CIPHERS}:@SECLEVEL=0`,
        minVersion: 'TLSv1',
      })),
    issuersOf: (certificate) => named(certificate.issuer),
    has: ({ subject, fingerprint256 }) =>
      named(subject).some((trusted) => trusted.fingerprint256 === fingerprint256),
  };
}
