import { X509Certificate } from 'node:crypto';
import {
  createSecureContext,
  DEFAULT_CIPHERS,
  getCACertificates,
  type SecureContext,
} from 'node:tls';

export interface TrustStore {
  /** For connections that read certificates: accepts all that is weak or old, so that it can be judged. */
  readonly secureContext: () => SecureContext;
  /** Trusted certificates that may have issued a certificate, by name. */
  issuersOf(certificate: X509Certificate): readonly X509Certificate[];
  has(certificate: X509Certificate): boolean;
}

export interface TrustStoreOptions {
  /** Trusted instead of the usual roots, in PEM. */
  readonly trustedRoots?: readonly string[];
  /** Trusted besides the roots, in PEM; the content of a file with one or more certificates. */
  readonly extraCertificates?: string;
}

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The same name may be written in other case or with more blanks (RFC 5280 section 7.1). */
const nameKey = (name: string): string => name.toLowerCase().replace(/[^\S\n]+/g, ' ');

function readExtra(content: string): string[] {
  const certificates = content.match(PEM) ?? [];
  if (certificates.length === 0) {
    throw new Error(
      'The extra CA file holds no certificate. It must hold certificates in PEM, each from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.',
    );
  }
  for (const [index, certificate] of certificates.entries()) {
    try {
      new X509Certificate(certificate);
    } catch (cause) {
      throw new Error(
        `Certificate ${index + 1} of the extra CA file cannot be read. Replace or remove it.`,
        { cause },
      );
    }
  }
  return [...certificates];
}

function indexByName(certificates: readonly string[]): Map<string, X509Certificate[]> {
  return Map.groupBy(
    certificates.map((pem) => new X509Certificate(pem)),
    ({ subject }) => nameKey(subject),
  );
}

/** Creates the store of trusted certificates; throws when the extra ones cannot be read. */
export function createTrustStore({
  trustedRoots,
  extraCertificates,
}: TrustStoreOptions): TrustStore {
  const extra = extraCertificates === undefined ? [] : readExtra(extraCertificates);
  const isUsual = !trustedRoots && extra.length === 0;
  const all = (): string[] => [...(trustedRoots ?? getCACertificates('default')), ...extra];

  // Both take milliseconds, and a process that checks no certificate needs neither.
  let context: SecureContext | undefined;
  let index: Map<string, X509Certificate[]> | undefined;
  const named = (name: string): readonly X509Certificate[] =>
    (index ??= indexByName(all())).get(nameKey(name)) ?? [];

  return {
    secureContext: () =>
      (context ??= createSecureContext({
        ...(isUsual ? {} : { ca: all() }),
        ciphers: `${DEFAULT_CIPHERS}:@SECLEVEL=0`,
        minVersion: 'TLSv1',
      })),
    issuersOf: (certificate) => named(certificate.issuer),
    has: ({ subject, fingerprint256 }) =>
      named(subject).some((trusted) => trusted.fingerprint256 === fingerprint256),
  };
}
