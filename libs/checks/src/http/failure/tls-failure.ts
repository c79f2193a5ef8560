import { isIP } from 'node:net';
import type { Failure } from '@app/domain';
import { CertificateError } from '../../tls/certificate-error.ts';
import { HandshakeError } from '../handshake-error.ts';
import { codeFailure, failure, type FailureContext } from './context.ts';
import { refusedCertificate } from './refused-certificate.ts';
import { codeOf } from '../error-code.ts';
import {
  alertOf,
  isAboutClientCertificate,
  mayMeanMissingName,
  type TlsAlert,
} from './tls-alert.ts';

/** A cipher that we did not offer; not a code of its own. */
const CIPHER = 'CIPHER';

/** What OpenSSL on our side refuses, by what its error code contains; the first match decides. */
const REFUSED_BY_US: readonly (readonly [RegExp, string])[] = [
  [
    /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNKNOWN_PROTOCOL|RECORD_LENGTH|NOT_SSL_RECORD/,
    'TLS_NOT_TLS',
  ],
  [
    /UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|WRONG_SSL_VERSION|UNSUPPORTED_SSL_VERSION/,
    'TLS_PROTOCOL_TOO_OLD',
  ],
  [/DH_KEY_TOO_SMALL|BAD_DH_VALUE/, 'TLS_WEAK_KEY_EXCHANGE'],
  [/UNSAFE_LEGACY_RENEGOTIATION/, 'TLS_LEGACY_RENEGOTIATION'],
  [/BAD_SIGNATURE|WRONG_SIGNATURE|SIGALG|SIGNATURE_ALGORITHM/, 'TLS_BAD_SIGNATURE'],
  [/EE_KEY_TOO_SMALL|CA_KEY_TOO_SMALL/, 'CERT_WEAK_KEY'],
  [/MD_TOO_WEAK/, 'CERT_WEAK_SIGNATURE'],
  [/CIPHER/, CIPHER],
  [/UNEXPECTED_EOF|EOF_WHILE_READING/, 'TLS_CLOSED'],
  [
    /DECRYPTION_FAILED|BAD_RECORD_MAC|BAD_DECRYPT|LENGTH_MISMATCH|BAD_LENGTH|UNEXPECTED_MESSAGE|BAD_/,
    'TLS_BROKEN',
  ],
];

/** The failure of a handshake that the server ended with a reason. */
function alertFailure(alert: TlsAlert, error: Error, { host, phase }: FailureContext): Failure {
  const { number, name } = alert;
  const tell = (code: string, details: { host?: string; isEarly?: true } = {}): Failure =>
    failure('tls', code, { is: 'tls-alert', alert: number, ...details });
  // In TLS 1.3 a server judges the client only after the handshake, up to 1.2 after its own certificate.
  const isPastServer = phase !== 'tls' || (error instanceof HandshakeError && error.sawCertificate);
  if (isPastServer && (isAboutClientCertificate(alert) || number === 40)) {
    return tell('TLS_CLIENT_CERT_REQUIRED');
  }
  if (number === 116) return tell('TLS_CLIENT_CERT_REQUIRED');
  if (isAboutClientCertificate(alert)) return tell('TLS_CLIENT_CERT_REQUIRED', { isEarly: true });
  if (isIP(host) !== 0 && mayMeanMissingName(alert)) return tell('TLS_NAME_NEEDED');
  switch (number) {
    case 40:
      return tell('TLS_HANDSHAKE', { host });
    case 70:
      return tell('TLS_PROTOCOL_TOO_OLD');
    case 112:
      return tell('TLS_NAME_UNKNOWN', { host });
    default:
      return tell(`TLS_ALERT_${name.toUpperCase()}`);
  }
}

/** What a failed handshake or an untrusted certificate says; null for any other error. */
export function tlsFailure(error: Error, context: FailureContext): Failure | null {
  if (error instanceof CertificateError) {
    return failure('tls', error.code, {
      is: 'certificate',
      ...refusedCertificate(error, context.host),
    });
  }
  const code = codeOf(error instanceof HandshakeError ? error.cause : error);
  if (!code.startsWith('ERR_SSL_') && !code.startsWith('ERR_TLS_') && code !== 'EPROTO') {
    return null;
  }
  const alert = alertOf(error);
  if (alert) return alertFailure(alert, error, context);
  const known = REFUSED_BY_US.find(([pattern]) => pattern.test(code))?.[1] ?? 'TLS_HANDSHAKE';
  return known === CIPHER
    ? failure('tls', 'TLS_HANDSHAKE', { is: 'cipher' })
    : codeFailure('tls', known);
}
