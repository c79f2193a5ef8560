import { getCACertificates } from 'node:tls';

/** Which certificates are trusted, in PEM. Without any option the usual roots are. */
export interface TrustOptions {
  /** Trusted instead of the usual roots. */
  readonly trustedRoots?: readonly string[];
  /** Trusted besides the roots: an authority of one's own. */
  readonly extraCertificates?: readonly string[];
}

/** All trusted certificates. */
export const trustedCertificates = ({
  trustedRoots = getCACertificates('default'),
  extraCertificates = [],
}: TrustOptions): string[] => [...trustedRoots, ...extraCertificates];

/** The `ca` of a TLS context: left out for the usual roots, which Node has read already. */
export const caOption = (trust: TrustOptions): { ca?: string[] } =>
  trust.trustedRoots || trust.extraCertificates?.length ? { ca: trustedCertificates(trust) } : {};
