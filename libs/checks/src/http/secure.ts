import { isIP, type Socket } from 'node:net';
import { connect, type SecureContext, type TLSSocket } from 'node:tls';
import { certificateError, checkIdentity } from '../tls/certificate-error.ts';
import { HandshakeError } from './handshake-error.ts';

/** The version of HTTP that is offered in the handshake (RFC 7301). */
export type Alpn = 'http/1.1' | 'h2';

export interface SecureOptions {
  /** Host name or IP address that the certificate must be valid for. */
  readonly host: string;
  readonly verify: boolean;
  readonly context: SecureContext;
  readonly alpn: Alpn;
  readonly signal: AbortSignal;
}

/**
 * TLS on a connected socket for one version of HTTP. Rejects with a `CertificateError` when the certificate is not
 * trusted, with the error of the handshake, or with the reason of the signal.
 */
export function secure(
  socket: Socket,
  { host, verify, context, alpn, signal }: SecureOptions,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secured = connect({
      socket,
      host,
      servername: isIP(host) === 0 ? host : '',
      secureContext: context,
      ALPNProtocols: [alpn],
      // Judged below, where the certificate can still be read to say what is wrong with it.
      rejectUnauthorized: false,
      checkServerIdentity: checkIdentity,
    });
    const abort = (): void => {
      secured.destroy();
      reject(signal.reason as Error);
    };
    const fail = (error: Error): void => {
      signal.removeEventListener('abort', abort);
      const sawCertificate = secured.getPeerX509Certificate() !== undefined;
      // An alert after the handshake explains the end that follows, which says nothing by itself.
      secured.destroy(error);
      reject(new HandshakeError(error, sawCertificate));
    };
    signal.addEventListener('abort', abort);
    secured.once('error', fail);
    secured.once('secureConnect', () => {
      signal.removeEventListener('abort', abort);
      if (!verify || secured.authorized) {
        resolve(secured);
        return;
      }
      reject(certificateError(secured, host));
      secured.destroy();
    });
  });
}
