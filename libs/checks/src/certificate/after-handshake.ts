import type { TLSSocket } from 'node:tls';
import type { HandshakeEnd } from '@app/domain/certificate';

/** What servers say to a client without a certificate (RFC 8446 section 6.2; older ones: a failed handshake). */
const CLIENT_CERTIFICATE_ALERT =
  /ALERT_(?:CERTIFICATE_REQUIRED|BAD_CERTIFICATE|HANDSHAKE_FAILURE|NO_CERTIFICATE|UNKNOWN_CA|CERTIFICATE_UNKNOWN|ACCESS_DENIED)$/;

/** True when the server sent an alert that, once its own certificate is known, asks for one of the client. */
export const isClientCertificateAlert = (error: Error): boolean =>
  'code' in error && CLIENT_CERTIFICATE_ALERT.test(String(error.code));

/** Round trips, in terms of the handshake, in which a refusal arrives. */
const PATIENCE = 3;
const MIN_WAIT_MS = 300;
const MAX_WAIT_MS = 2_000;

/**
 * What the server says once the handshake is complete. In TLS 1.3 it sees only then that the client has no certificate;
 * session tickets or data say that it is content, and a server that sends neither in time is taken to be. (Node hides
 * tickets over 10 KiB, which hold the certificate: large ones always take that time.)
 */
export function afterHandshake(
  secured: TLSSocket,
  handshakeMs: number,
  signal: AbortSignal,
): Promise<HandshakeEnd> {
  if (secured.getProtocol() !== 'TLSv1.3') return Promise.resolve('accepted');
  return new Promise((resolve) => {
    const waitMs = Math.min(MAX_WAIT_MS, Math.max(MIN_WAIT_MS, PATIENCE * handshakeMs));
    const accept = (): void => finish('accepted');
    const close = (): void => finish('closed');
    const timer = setTimeout(accept, waitMs);
    const finish = (end: HandshakeEnd): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', accept);
      resolve(end);
    };
    signal.addEventListener('abort', accept);
    secured.once('session', accept);
    secured.once('data', accept);
    secured.once('error', (error: Error) =>
      finish(isClientCertificateAlert(error) ? 'client-certificate-wanted' : 'closed'),
    );
    secured.once('end', close);
    secured.once('close', close);
  });
}
