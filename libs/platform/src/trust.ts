import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';

/** Which certificates are trusted, in PEM. Without any option the usual roots are. */
export interface TrustOptions {
  /** Trusted instead of the usual roots. */
  readonly trustedRoots?: readonly string[];
  /** Trusted besides the roots: an authority of one's own, be it a root or one that was issued by another. */
  readonly extraCertificates?: readonly string[];
}

/** All trusted certificates. */
export const trustedCertificates = ({
  trustedRoots = getCACertificates('default'),
  extraCertificates = [],
}: TrustOptions): string[] => [...trustedRoots, ...extraCertificates];

/**
 * What a TLS context is told about trust: nothing for the usual roots, which Node has read already. A chain may end
 * at any trusted certificate, for who names the issuing authority of the house need not have its root.
 */
export const trustContext = (
  trust: TrustOptions,
): { ca?: string[]; allowPartialTrustChain?: true } =>
  trust.trustedRoots || trust.extraCertificates?.length
    ? { ca: trustedCertificates(trust), allowPartialTrustChain: true }
    : {};

/**
 * What connections of messages trust: the usual roots, and authorities of one's own. Made once, when it is first needed,
 * because it holds every root.
 */
export function sharedTrust(
  extraCertificates: readonly string[],
): () => { secureContext?: SecureContext } {
  let secureContext: SecureContext | undefined;
  return () => {
    if (extraCertificates.length === 0) return {};
    secureContext ??= createSecureContext(trustContext({ extraCertificates }));
    return { secureContext };
  };
}
