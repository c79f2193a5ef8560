import { isIP, type Socket } from 'node:net';
import { connect, type SecureContext } from 'node:tls';
import { connectGuarded } from './connect.ts';
import type { EgressGuard } from './guard.ts';

interface ConnectorTarget {
  readonly hostname: string;
  readonly protocol: string;
  readonly port: string;
  readonly servername?: string;
}
type ConnectorCallback = (...result: [null, Socket] | [Error, null]) => void;

export interface ConnectorOptions {
  /** Time for resolving, connecting and the TLS handshake together, in milliseconds. */
  readonly timeoutMs?: number;
  /**
   * Bytes that may come on one connection before it is closed: line ends, interim answers and extensions of chunks are
   * in it, which no limit of a body counts.
   */
  readonly maxBytes?: number;
  /** What certificates are trusted; default: the usual roots. */
  readonly trust?: () => { secureContext?: SecureContext };
}

function secure(
  socket: Socket,
  { hostname, servername }: ConnectorTarget,
  trust: { secureContext?: SecureContext },
): Promise<Socket> {
  const name = servername ?? hostname;
  return new Promise((resolve, reject) => {
    const secured = connect({
      socket,
      host: hostname,
      servername: isIP(name) === 0 ? name : '',
      ALPNProtocols: ['http/1.1'],
      ...trust,
    });
    secured.once('error', reject);
    secured.once('secureConnect', () => {
      secured.off('error', reject);
      resolve(secured);
    });
  });
}

const MAX_BYTES = 4_194_304;

function meter(socket: Socket, maxBytes: number): void {
  socket.on('readable', () => {
    if (socket.bytesRead <= maxBytes) return;
    socket.destroy(new Error(`The answer takes more than ${maxBytes} bytes.`));
  });
}

/**
 * The `connect` option of an undici `Agent` or `Client` whose every connection passes the guard. HTTP/1.1 only,
 * certificates are always verified.
 */
export function guardedConnector(
  guard: EgressGuard,
  { timeoutMs = 10_000, maxBytes = MAX_BYTES, trust = () => ({}) }: ConnectorOptions = {},
): (target: ConnectorTarget, callback: ConnectorCallback) => void {
  async function open(target: ConnectorTarget): Promise<Socket> {
    const isSecure = target.protocol === 'https:';
    const signal = AbortSignal.timeout(timeoutMs);
    const port = Number(target.port || (isSecure ? 443 : 80));
    const socket = await connectGuarded(guard, { host: target.hostname, port, signal });
    if (!isSecure) return socket;
    const abort = (): void => {
      socket.destroy(signal.reason as Error);
    };
    signal.addEventListener('abort', abort);
    try {
      return await secure(socket, target, trust());
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }
  return (target, callback) => {
    open(target).then(
      (socket) => {
        callback(null, socket);
        // After undici, which must see the first bytes.
        meter(socket, maxBytes);
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error(String(error)), null);
      },
    );
  };
}
