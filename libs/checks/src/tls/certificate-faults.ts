import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

/** What can be wrong with a certificate beside what OpenSSL names. */
export type CertificateFault =
  | 'CERT_NAME_MISMATCH'
  | 'CERT_ISSUER_NO_AUTHORITY'
  | 'CERT_WRONG_PURPOSE'
  | 'CERT_WEAK_KEY'
  | 'CERT_WEAK_SIGNATURE'
  | 'CERT_SELF_SIGNED'
  | 'CERT_NAME_NOT_PERMITTED';

/** More are never needed; a hostile server may send thousands. */
const MAX_CHAIN = 10;

/** Shortest RSA key that is trusted, in bits (CA/Browser Forum baseline requirements 6.1.5). */
const MIN_RSA_BITS = 2_048;

/** Purposes of a certificate that a server may show (RFC 5280 section 4.2.1.12): serverAuth and any. */
const SERVER_PURPOSES = new Set(['1.3.6.1.5.5.7.3.1', '2.5.29.37.0']);

/** The extension that limits for which names an authority may issue, 2.5.29.30 in DER. */
const NAME_CONSTRAINTS = Buffer.from('0603551d1e', 'hex');

function chainOf(leaf: X509Certificate): X509Certificate[] {
  const chain: X509Certificate[] = [];
  let next: X509Certificate | undefined = leaf;
  while (next && chain.length < MAX_CHAIN) {
    chain.push(next);
    next = next.issuerCertificate;
  }
  return chain;
}

const mayServe = ({ keyUsage }: X509Certificate): boolean =>
  // Node names the extended key usage so; its types say that it is always there.
  (keyUsage as string[] | undefined)?.some((purpose) => SERVER_PURPOSES.has(purpose)) ?? true;

function hasWeakKey(certificate: X509Certificate): boolean {
  try {
    const bits = certificate.publicKey.asymmetricKeyDetails?.modulusLength;
    return bits !== undefined && bits < MIN_RSA_BITS;
  } catch {
    // OpenSSL does not know the algorithm, or the key is broken.
    return false;
  }
}

const hasWeakSignature = ({ signatureAlgorithm }: X509Certificate): boolean =>
  /sha1|md5/i.test(signatureAlgorithm ?? '');

/** A root's signature on itself proves nothing and may be as old as it likes. */
const isSelfIssued = (certificate: X509Certificate): boolean =>
  certificate.checkIssued(certificate);

/** What breaks the rules in a chain apart from dates and names; null when nothing is found. */
export function chainFault(leaf: X509Certificate): CertificateFault | null {
  const [, ...issuers] = chainOf(leaf);
  if (issuers.length === 0 && isSelfIssued(leaf)) return 'CERT_SELF_SIGNED';
  const others = issuers.filter((issuer) => issuer.fingerprint256 !== leaf.fingerprint256);
  if (others.some((issuer) => !issuer.ca)) return 'CERT_ISSUER_NO_AUTHORITY';
  if (![leaf, ...others].every(mayServe)) return 'CERT_WRONG_PURPOSE';
  if ([leaf, ...others].some(hasWeakKey)) return 'CERT_WEAK_KEY';
  const signed = [leaf, ...others].filter((certificate) => !isSelfIssued(certificate));
  if (signed.some(hasWeakSignature)) return 'CERT_WEAK_SIGNATURE';
  if (others.some(({ raw }) => raw.includes(NAME_CONSTRAINTS))) return 'CERT_NAME_NOT_PERMITTED';
  return null;
}

/** Whether a certificate is for another host; a common name does not count. */
export function nameFault(leaf: X509Certificate, host: string): CertificateFault | null {
  const match = isIP(host) === 0 ? leaf.checkHost(host, { subject: 'never' }) : leaf.checkIP(host);
  return match === undefined ? 'CERT_NAME_MISMATCH' : null;
}
