import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';

/** A certificate that is not trusted: `code` as in `tls-failure.ts`. */
export class CertificateError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.name = 'CertificateError';
    this.code = code;
  }
}

/** OpenSSL's verdicts in our words; several causes share one verdict, see `verdictOn`. */
const VERDICTS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'CERT_EXPIRED',
  CERT_NOT_YET_VALID: 'CERT_NOT_YET_VALID',
  ERR_TLS_CERT_ALTNAME_INVALID: 'CERT_NAME_MISMATCH',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'CERT_SELF_SIGNED',
  SELF_SIGNED_CERT_IN_CHAIN: 'CERT_UNTRUSTED_ROOT',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'CERT_CHAIN_INCOMPLETE_OR_UNTRUSTED',
  UNABLE_TO_GET_ISSUER_CERT: 'CERT_CHAIN_INCOMPLETE_OR_UNTRUSTED',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'CERT_CHAIN_INCOMPLETE_OR_UNTRUSTED',
  CERT_REVOKED: 'CERT_REVOKED',
};

/** Shortest RSA key that is trusted, in bits (CA/Browser Forum baseline requirements 6.1.5). */
const MIN_RSA_BITS = 2_048;

function isWeakKey(leaf: X509Certificate): boolean {
  const bits = leaf.publicKey.asymmetricKeyDetails?.modulusLength;
  return bits !== undefined && bits < MIN_RSA_BITS;
}

const isWeakSignature = (leaf: X509Certificate): boolean =>
  /sha1|md5/i.test(leaf.signatureAlgorithm ?? '');

function verdictOn(openssl: string, leaf: X509Certificate | undefined): string {
  const isLeafInTime = leaf !== undefined && leaf.validToDate.getTime() > Date.now();
  if (leaf && leaf.validToDate < leaf.validFromDate) return 'CERT_INVALID';
  if (openssl === 'CERT_HAS_EXPIRED' && isLeafInTime) return 'CERT_CHAIN_EXPIRED';
  const known = VERDICTS[openssl];
  if (known !== undefined || !leaf) return known ?? 'CERT_INVALID';
  // OpenSSL reports keys and signatures below its security level as "unspecified".
  if (isWeakKey(leaf)) return 'CERT_WEAK_KEY';
  if (isWeakSignature(leaf)) return 'CERT_WEAK_SIGNATURE';
  return 'CERT_INVALID';
}

/** Says why the certificate of a connection without trust is refused. */
export function certificateError(socket: TLSSocket): CertificateError {
  // Node sets the code of the verdict, not an Error as its types say.
  const openssl = String(socket.authorizationError);
  return new CertificateError(verdictOn(openssl, socket.getPeerX509Certificate()));
}
