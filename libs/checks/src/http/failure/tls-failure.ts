import { isIP } from 'node:net';
import type { Failure } from '@app/domain';
import { CertificateError } from '../../tls/certificate-error.ts';
import { HandshakeError } from '../handshake-error.ts';
import { certificateWords } from './certificate-words.ts';
import { failure, type FailureContext } from './context.ts';
import { codeOf } from '../error-code.ts';
import {
  alertOf,
  isAboutClientCertificate,
  mayMeanMissingName,
  type TlsAlert,
} from './tls-alert.ts';

/** What OpenSSL on our side refuses, by what its error code contains; the first match decides. */
const REFUSED_BY_US: readonly (readonly [RegExp, string, string])[] = [
  [
    /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNKNOWN_PROTOCOL|RECORD_LENGTH|NOT_SSL_RECORD/,
    'TLS_NOT_TLS',
    'The server does not speak TLS on this port: it answers something else there, as plain http, SSH or mail services do.',
  ],
  [
    /UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|WRONG_SSL_VERSION|UNSUPPORTED_SSL_VERSION/,
    'TLS_PROTOCOL_TOO_OLD',
    'The server only offers TLS versions that are too old to be safe.',
  ],
  [
    /DH_KEY_TOO_SMALL|BAD_DH_VALUE/,
    'TLS_WEAK_KEY_EXCHANGE',
    'The server exchanges keys in a way that is too weak to be safe (a short Diffie-Hellman group).',
  ],
  [
    /UNSAFE_LEGACY_RENEGOTIATION/,
    'TLS_LEGACY_RENEGOTIATION',
    'The server only knows the old, unsafe way to renegotiate TLS.',
  ],
  [
    /BAD_SIGNATURE|WRONG_SIGNATURE|SIGALG|SIGNATURE_ALGORITHM/,
    'TLS_BAD_SIGNATURE',
    'The server did not prove that the TLS certificate is its own: the signature in the handshake is wrong, as with a key that belongs to another certificate.',
  ],
  [
    /EE_KEY_TOO_SMALL|CA_KEY_TOO_SMALL/,
    'CERT_WEAK_KEY',
    'The key of the TLS certificate, or of its issuer, is too short to be trusted.',
  ],
  [
    /MD_TOO_WEAK/,
    'CERT_WEAK_SIGNATURE',
    'The TLS certificate is signed with an outdated algorithm (SHA-1 or MD5) and not trusted.',
  ],
  [
    /CIPHER/,
    'TLS_HANDSHAKE',
    'The TLS handshake failed: the server chose a cipher that the check did not offer.',
  ],
  [
    /UNEXPECTED_EOF|EOF_WHILE_READING/,
    'TLS_CLOSED',
    'The server closed the connection during the TLS handshake without giving a reason.',
  ],
  [
    /DECRYPTION_FAILED|BAD_RECORD_MAC|BAD_DECRYPT|LENGTH_MISMATCH|BAD_LENGTH|UNEXPECTED_MESSAGE|BAD_/,
    'TLS_BROKEN',
    'The TLS handshake failed: what the server sent is damaged or no valid TLS.',
  ],
];

const NO_NAME_SENT = 'It may need a name: the target is an IP address, for which none is sent';
const NO_CERTIFICATE_OF_OURS =
  'The server wants a client certificate, which the check does not have';

/** The sentence of a handshake that the server ended with a reason. */
function alertFailure(alert: TlsAlert, error: Error, { host, phase }: FailureContext): Failure {
  const { number, name, meaning } = alert;
  const tell = (code: string, what: string): Failure =>
    failure('tls', code, `${what} (TLS alert ${number}, ${name}).`);
  // In TLS 1.3 a server judges the client only after the handshake, up to 1.2 after its own certificate.
  const isPastServer = phase !== 'tls' || (error instanceof HandshakeError && error.sawCertificate);
  if (isPastServer && (isAboutClientCertificate(alert) || number === 40)) {
    return tell('TLS_CLIENT_CERT_REQUIRED', NO_CERTIFICATE_OF_OURS);
  }
  if (number === 116) return tell('TLS_CLIENT_CERT_REQUIRED', NO_CERTIFICATE_OF_OURS);
  if (isAboutClientCertificate(alert)) {
    return tell('TLS_CLIENT_CERT_REQUIRED', `The server ended the TLS handshake. ${meaning}`);
  }
  if (isIP(host) !== 0 && mayMeanMissingName(alert)) {
    return tell('TLS_NAME_NEEDED', `${meaning}. ${NO_NAME_SENT}`);
  }
  switch (number) {
    case 40:
      return tell(
        'TLS_HANDSHAKE',
        `${meaning}: it shares no cipher suite with the check, or has no certificate for ${host}`,
      );
    case 70:
      return tell('TLS_PROTOCOL_TOO_OLD', meaning);
    case 112:
      return tell('TLS_NAME_UNKNOWN', `The server does not know the name ${host}`);
    default:
      return tell(`TLS_ALERT_${name.toUpperCase()}`, meaning);
  }
}

/** What a failed handshake or an untrusted certificate says; null for any other error. */
export function tlsFailure(error: Error, context: FailureContext): Failure | null {
  if (error instanceof CertificateError) {
    return failure('tls', error.code, certificateWords(error, context.host));
  }
  const code = codeOf(error instanceof HandshakeError ? error.cause : error);
  if (!code.startsWith('ERR_SSL_') && !code.startsWith('ERR_TLS_') && code !== 'EPROTO') {
    return null;
  }
  const alert = alertOf(error);
  if (alert) return alertFailure(alert, error, context);
  const known = REFUSED_BY_US.find(([pattern]) => pattern.test(code));
  if (known) return failure('tls', known[1], known[2]);
  return failure(
    'tls',
    'TLS_HANDSHAKE',
    'The TLS handshake failed: the server and the check do not understand each other.',
  );
}
