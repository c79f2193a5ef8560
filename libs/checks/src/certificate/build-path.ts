import type { X509Certificate } from 'node:crypto';
import type { TrustStore } from './trust-store.ts';

/** Longest chain that is followed, the leaf included. */
const MAX_LENGTH = 10;

export interface TrustPath {
  /** From the leaf upwards; when no root is reached, as far as it leads. */
  readonly certificates: readonly X509Certificate[];
  /** It ends at a trusted certificate. */
  readonly isAnchored: boolean;
}

export interface PathOptions {
  readonly leaf: X509Certificate;
  /** What the server sent besides, in any order. */
  readonly sent: readonly X509Certificate[];
  readonly store: TrustStore;
  /** False when OpenSSL has verified the signatures already. */
  readonly verifiesSignatures: boolean;
  readonly now: Date;
}

export const isSelfIssued = (certificate: X509Certificate): boolean =>
  certificate.checkIssued(certificate);

function isSignedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.verify(issuer.publicKey);
  } catch {
    // The key cannot be read, so it proves nothing.
    return false;
  }
}

const isInTime = ({ validFromDate, validToDate }: X509Certificate, now: Date): boolean =>
  validFromDate <= now && now <= validToDate;

/**
 * Finds the way from a leaf to a trusted root, else to any trusted certificate, whatever the dates say, which OpenSSL has no way to ask: its verdict
 * names one fault, and an expired certificate hides all others. Prefers, as OpenSSL does, certificates that are in
 * time and trusted ones over sent ones. Names, authority flags and signatures are checked. Extended rules (path
 * length, name constraints, purpose of authorities) are left to OpenSSL and seen as soon as the dates are right.
 */
export function buildPath({ leaf, sent, store, verifiesSignatures, now }: PathOptions): TrustPath {
  let longest: readonly X509Certificate[] = [leaf];
  const visited = new Set([leaf.fingerprint256]);

  const issuersOf = (certificate: X509Certificate): X509Certificate[] =>
    [...store.issuersOf(certificate), ...sent]
      .filter((issuer) => certificate.checkIssued(issuer) && issuer.ca)
      .sort((one, other) => Number(isInTime(other, now)) - Number(isInTime(one, now)));

  function climb(path: readonly X509Certificate[], top: X509Certificate): TrustPath | null {
    if (path.length > longest.length) longest = path;
    if (isSelfIssued(top)) {
      return store.has(top) ? { certificates: path, isAnchored: true } : null;
    }
    if (path.length < MAX_LENGTH) {
      const found = climbFurther(path, top);
      if (found) return found;
    }
    // No root was found, but who trusts this one asks for none.
    return store.has(top) ? { certificates: path, isAnchored: true } : null;
  }

  function climbFurther(path: readonly X509Certificate[], top: X509Certificate): TrustPath | null {
    for (const issuer of issuersOf(top)) {
      if (visited.has(issuer.fingerprint256)) continue;
      if (verifiesSignatures && !isSignedBy(top, issuer)) continue;
      visited.add(issuer.fingerprint256);
      const found = climb([...path, issuer], issuer);
      if (found) return found;
    }
    return null;
  }

  return climb([leaf], leaf) ?? { certificates: longest, isAnchored: false };
}
