import type { Failure } from '@app/domain';
import { CertificateError } from '../certificate-error.ts';
import { codeOf, failure, type FailureContext } from './context.ts';

const CERTIFICATE: Readonly<Record<string, (host: string) => string>> = {
  CERT_EXPIRED: () => 'The TLS certificate has expired.',
  CERT_CHAIN_EXPIRED: () => 'A certificate in the chain, not that of the site itself, has expired.',
  CERT_NOT_YET_VALID: () => 'The TLS certificate is not valid yet.',
  CERT_NAME_MISMATCH: (host) => `The TLS certificate is not for ${host}.`,
  CERT_SELF_SIGNED: () => 'The TLS certificate is self-signed, so browsers do not trust it.',
  CERT_UNTRUSTED_ROOT: () => 'The TLS certificate comes from an authority that is not trusted.',
  CERT_CHAIN_INCOMPLETE_OR_UNTRUSTED: () =>
    'The chain of the TLS certificate is incomplete (an intermediate certificate is missing) or ends at an authority that is not trusted.',
  CERT_REVOKED: () => 'The TLS certificate has been revoked.',
  CERT_WEAK_KEY: () => 'The key of the TLS certificate is too short to be trusted.',
  CERT_WEAK_SIGNATURE: () =>
    'The TLS certificate is signed with an outdated algorithm and not trusted.',
  CERT_INVALID: () => 'The TLS certificate is not valid.',
};

/** Codes of a failed handshake, by what OpenSSL's error code contains. */
const HANDSHAKE: readonly (readonly [RegExp, string, string])[] = [
  [
    /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNKNOWN_PROTOCOL|RECORD_LENGTH/,
    'TLS_NOT_TLS',
    'The server does not speak TLS on this port.',
  ],
  [
    /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW/,
    'TLS_PROTOCOL_TOO_OLD',
    'The server only offers TLS versions that are too old to be safe.',
  ],
  [
    /CERTIFICATE_REQUIRED/,
    'TLS_CLIENT_CERT_REQUIRED',
    'The server wants a client certificate, which the check does not have.',
  ],
  [/UNRECOGNIZED_NAME/, 'TLS_NAME_UNKNOWN', 'The server does not know the name it was asked for.'],
];

/** What a failed handshake or an untrusted certificate says; null for any other error. */
export function tlsFailure(error: Error, { host }: FailureContext): Failure | null {
  const code = codeOf(error);
  if (error instanceof CertificateError) {
    const describe = CERTIFICATE[code] ?? CERTIFICATE['CERT_INVALID'];
    return failure('tls', code, describe?.(host) ?? code);
  }
  if (!code.startsWith('ERR_SSL_') && !code.startsWith('ERR_TLS_') && code !== 'EPROTO') {
    return null;
  }
  const known = HANDSHAKE.find(([pattern]) => pattern.test(code));
  if (known) return failure('tls', known[1], known[2]);
  return failure('tls', 'TLS_HANDSHAKE', 'The TLS handshake failed: no common ground was found.');
}
