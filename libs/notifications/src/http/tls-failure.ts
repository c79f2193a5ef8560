/** Codes of OpenSSL and Node for a certificate that leads to no authority that is trusted. */
const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
]);

const OTHER_NAME = new Set(['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH']);
const NO_TLS = new Set(['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG']);

const TLS_CODE =
  /^(?:CERT_|CRL_|ERR_TLS|ERR_SSL|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|INVALID_CA|PATH_LENGTH|HOSTNAME_MISMATCH|EPROTO)/;

/** Whether a server answered in clear where it was to encrypt. */
export const isNoTls = (code: string | undefined): boolean =>
  code !== undefined && NO_TLS.has(code);

/**
 * What is wrong with the encryption of a server and what helps, as a predicate that ends a sentence; null for what is no
 * matter of TLS.
 *
 * @param setting where the address of the server is set, for instance `SMTP_URL`
 */
export function describeTlsFailure(code: string | null, setting: string): string | null {
  if (code === null || !TLS_CODE.test(code)) return null;
  if (UNTRUSTED.has(code)) {
    return `has a certificate that no known authority has signed (${code}). Name the authority, or the certificate itself, in the file of EXTRA_CA_FILE and start again.`;
  }
  if (OTHER_NAME.has(code)) {
    return `has a certificate for another name. Use the name that the certificate is for in ${setting}, or have it issued anew.`;
  }
  if (code === 'CERT_HAS_EXPIRED') return 'has a certificate that has expired. Renew it there.';
  if (code === 'CERT_NOT_YET_VALID') {
    return 'has a certificate that is not valid yet. Check the clocks of both machines.';
  }
  if (isNoTls(code)) {
    return `speaks no TLS on this port. Check protocol and port in ${setting}.`;
  }
  return `has a TLS problem (${code}). Check its certificate, and protocol and port in ${setting}.`;
}
