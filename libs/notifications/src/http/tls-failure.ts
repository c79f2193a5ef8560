import type { NoAnswer } from '@app/domain';

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

/** What is wrong with the encryption of a server; null for what is no matter of TLS. */
export function tlsFailure(code: string | null): NoAnswer | null {
  if (code === null || !TLS_CODE.test(code)) return null;
  if (UNTRUSTED.has(code)) return { why: 'untrusted', code };
  if (OTHER_NAME.has(code)) return { why: 'other-name', code };
  if (code === 'CERT_HAS_EXPIRED') return { why: 'expired', code };
  if (code === 'CERT_NOT_YET_VALID') return { why: 'too-early', code };
  return { why: isNoTls(code) ? 'no-tls' : 'tls', code };
}
