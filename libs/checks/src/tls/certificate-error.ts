import type { X509Certificate } from 'node:crypto';
import { checkServerIdentity, type PeerCertificate, type TLSSocket } from 'node:tls';
import { chainFault, nameFault, type CertificateFault } from './certificate-faults.ts';

/** A certificate that is not trusted: `code` as in `failure/refused-certificate.ts`. */
export class CertificateError extends Error {
  readonly code: string;
  /** The certificate of the site with what the server sent after it; undefined when it showed none. */
  readonly leaf: X509Certificate | undefined;
  /** What else is wrong with it and known; OpenSSL reports one fault and hides the others behind it. */
  readonly also: readonly CertificateFault[];

  constructor(code: string, leaf?: X509Certificate, also: readonly CertificateFault[] = []) {
    super(code);
    this.name = 'CertificateError';
    this.code = code;
    this.leaf = leaf;
    this.also = also;
  }
}

/** OpenSSL's verdicts in our words; several causes share one verdict, see `verdictOn`. */
const VERDICTS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'CERT_EXPIRED',
  CERT_NOT_YET_VALID: 'CERT_NOT_YET_VALID',
  ERR_TLS_CERT_ALTNAME_INVALID: 'CERT_NAME_MISMATCH',
  CERT_NAME_CN_ONLY: 'CERT_NAME_CN_ONLY',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'CERT_SELF_SIGNED',
  SELF_SIGNED_CERT_IN_CHAIN: 'CERT_UNTRUSTED_ROOT',
  CERT_UNTRUSTED: 'CERT_UNTRUSTED_ROOT',
  CERT_REJECTED: 'CERT_UNTRUSTED_ROOT',
  CERT_REVOKED: 'CERT_REVOKED',
  CERT_SIGNATURE_FAILURE: 'CERT_SIGNATURE_BROKEN',
  UNABLE_TO_DECRYPT_CERT_SIGNATURE: 'CERT_SIGNATURE_BROKEN',
  UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY: 'CERT_SIGNATURE_BROKEN',
  PATH_LENGTH_EXCEEDED: 'CERT_PATH_TOO_LONG',
  CERT_CHAIN_TOO_LONG: 'CERT_PATH_TOO_LONG',
};

/** Verdicts of a chain that leads nowhere: an authority that is none is the better reason, where it is one. */
const INCOMPLETE = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

const ON_TIME = new Set(['CERT_EXPIRED', 'CERT_CHAIN_EXPIRED', 'CERT_NOT_YET_VALID']);

/** The code for a verdict of OpenSSL, with what the chain shows where the verdict says little. */
export function verdictOn(openssl: string, leaf: X509Certificate | undefined): string {
  if (!leaf) return VERDICTS[openssl] ?? 'CERT_INVALID';
  if (leaf.validToDate < leaf.validFromDate) return 'CERT_INVALID';
  if (openssl === 'CERT_HAS_EXPIRED' && leaf.validToDate.getTime() > Date.now()) {
    return 'CERT_CHAIN_EXPIRED';
  }
  const known = VERDICTS[openssl];
  if (known !== undefined) return known;
  const fault = chainFault(leaf);
  if (INCOMPLETE.has(openssl)) {
    return fault === 'CERT_ISSUER_NO_AUTHORITY' ? fault : 'CERT_CHAIN_INCOMPLETE_OR_UNTRUSTED';
  }
  // Wrong purposes, keys and signatures below the security level, and rules it has no name for in Node.
  return fault ?? 'CERT_INVALID';
}

function explained(
  openssl: string,
  leaf: X509Certificate | undefined,
  host: string,
): CertificateError {
  const code = verdictOn(openssl, leaf);
  if (!leaf) return new CertificateError(code);
  // Dates are verified last and names only when all else is in order.
  const hidden = [
    ON_TIME.has(code) ? chainFault(leaf) : null,
    code === 'CERT_NAME_CN_ONLY' ? null : nameFault(leaf, host),
  ];
  const also = hidden.filter((fault): fault is CertificateFault => fault !== null);
  return new CertificateError(
    code,
    leaf,
    also.filter((fault) => fault !== code),
  );
}

/** Says why the certificate of a connection without trust is refused. */
export function certificateError(socket: TLSSocket, host: string): CertificateError {
  // Node sets the code of the verdict, not an Error as its types say.
  const openssl = String(socket.authorizationError);
  const leaf = socket.getPeerX509Certificate();
  try {
    return explained(openssl, leaf, host);
  } catch {
    // A certificate so odd that it cannot be read.
    return new CertificateError(VERDICTS[openssl] ?? 'CERT_INVALID');
  }
}

/** Node throws at names that it cannot read, in the middle of its own handshake. */
function serverIdentity(host: string, certificate: PeerCertificate): Error | undefined {
  try {
    return checkServerIdentity(host, certificate);
  } catch {
    return Object.assign(new Error('The names cannot be read.'), {
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
  }
}

/**
 * Whether a certificate is for a host, as browsers judge it: Node also accepts one that has the name only as its
 * common name, which browsers have ignored since 2017 (RFC 6125 section 6.4.4, RFC 9110 section 4.3.4).
 */
export function checkIdentity(host: string, certificate: PeerCertificate): Error | undefined {
  const error = serverIdentity(host, certificate);
  if (error || certificate.subjectaltname?.includes('DNS:')) return error;
  // Addresses are accepted only where they stand among the alternative names.
  if (certificate.subjectaltname?.includes('IP Address:')) return undefined;
  return Object.assign(new Error('The name stands in the common name only.'), {
    code: 'CERT_NAME_CN_ONLY',
  });
}
