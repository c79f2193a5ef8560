import { isIP, type Socket } from 'node:net';
import { connect, type SecureContext, type TLSSocket } from 'node:tls';
import { certificateError } from './certificate-error.ts';

export interface SecureOptions {
  /** Host name or IP address that the certificate must be valid for. */
  readonly host: string;
  readonly verify: boolean;
  readonly context: SecureContext;
}

/**
 * TLS on a connected socket, HTTP/1.1 only. Rejects with a `CertificateError` when the certificate is not
 * trusted, and with the error of the handshake.
 */
export function secure(
  socket: Socket,
  { host, verify, context }: SecureOptions,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secured = connect({
      socket,
      host,
      servername: isIP(host) === 0 ? host : '',
      secureContext: context,
      ALPNProtocols: ['http/1.1'],
      // Judged below, where the certificate can still be read to say what is wrong with it.
      rejectUnauthorized: false,
    });
    secured.once('error', reject);
    secured.once('secureConnect', () => {
      secured.off('error', reject);
      if (!verify || secured.authorized) {
        resolve(secured);
        return;
      }
      reject(certificateError(secured));
      secured.destroy();
    });
  });
}
