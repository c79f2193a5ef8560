import type { X509Certificate } from 'node:crypto';
import { isIP, type Socket } from 'node:net';
import { connect, type SecureContext, type TLSSocket } from 'node:tls';
import type { HandshakeEnd } from '@app/domain/certificate';
import { CertificateError } from '../tls/certificate-error.ts';
import { afterHandshake, isClientCertificateAlert } from './after-handshake.ts';
import type { OpensslVerdict } from './judge-chain.ts';

/** What one handshake showed. */
export interface Handshake {
  /** With what the server sent after it as `issuerCertificate`. */
  readonly leaf: X509Certificate;
  readonly verdict: OpensslVerdict;
  readonly protocol: string;
  readonly cipher: string | null;
  readonly end: HandshakeEnd;
}

export interface HandshakeOptions {
  /** Host name, sent to the server, or IP address, which is not. */
  readonly host: string;
  readonly context: SecureContext;
  readonly signal: AbortSignal;
  /** True when only the certificate counts: what the server does afterwards is not waited for. */
  readonly endsAtOnce?: boolean;
}

/** Node takes the certificates out of the connection, so this works once. */
const takeLeaf = (secured: TLSSocket): X509Certificate | undefined =>
  secured.getPeerX509Certificate();

function handshakeOf(
  secured: TLSSocket,
  leaf: X509Certificate,
  rest: Pick<Handshake, 'verdict' | 'end'>,
): Handshake {
  // Node's types leave out that there is no cipher before the handshake is complete.
  const cipher = secured.getCipher() as { standardName?: string } | undefined;
  return {
    leaf,
    protocol: secured.getProtocol() ?? 'unknown',
    cipher: cipher?.standardName ?? null,
    ...rest,
  };
}

/** Waits for the end of a handshake, be it that the server ends it for want of a client certificate. */
function completed(
  secured: TLSSocket,
  { signal, endsAtOnce = false }: Pick<HandshakeOptions, 'signal' | 'endsAtOnce'>,
): Promise<Handshake> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    const fail = (error: Error): void => {
      stop();
      // Up to TLS 1.2 the refusal comes within the handshake, when the certificate is known already.
      const leaf = isClientCertificateAlert(error) ? takeLeaf(secured) : undefined;
      if (!leaf) return reject(error);
      resolve(handshakeOf(secured, leaf, { verdict: undefined, end: 'client-certificate-wanted' }));
    };
    const stop = (): void => {
      signal.removeEventListener('abort', abort);
      secured.off('error', fail);
    };
    signal.addEventListener('abort', abort);
    secured.once('error', fail);
    secured.once('secureConnect', () => {
      stop();
      const leaf = takeLeaf(secured);
      if (!leaf) return reject(new CertificateError('CERT_INVALID'));
      // Node sets the code of the verdict, not an Error as its types say.
      const verdict = secured.authorized ? null : String(secured.authorizationError);
      if (endsAtOnce) return resolve(handshakeOf(secured, leaf, { verdict, end: 'accepted' }));
      // Listens from now on: what follows may have arrived together with the end of the handshake.
      void afterHandshake(secured, performance.now() - startedAt, signal).then((end) =>
        resolve(handshakeOf(secured, leaf, { verdict, end })),
      );
    });
  });
}

/**
 * Makes a TLS handshake that accepts every certificate and sends no data; the socket is closed at the end. Rejects
 * with the error of the handshake or the reason of the signal.
 */
export async function shakeHands(
  socket: Socket,
  { host, context, ...options }: HandshakeOptions,
): Promise<Handshake> {
  options.signal.throwIfAborted();
  const secured = connect({
    socket,
    host,
    servername: isIP(host) === 0 ? host : '',
    secureContext: context,
    ALPNProtocols: ['h2', 'http/1.1'],
    rejectUnauthorized: false,
    // The name is judged by us: Node would let it hide the verdict on the chain, or be hidden by it.
    checkServerIdentity: () => undefined,
  });
  // Errors after the end must not end the process.
  secured.on('error', () => undefined);
  try {
    return await completed(secured, options);
  } finally {
    secured.destroy();
  }
}
