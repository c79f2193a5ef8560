import { connect, type Socket, type TcpNetConnectOpts } from 'node:net';
import { EgressDeniedError } from './denied-error.ts';
import type { EgressGuard } from './guard.ts';
import type { IpFamily, ResolvedAddress } from './resolver.ts';

/** Node gives each address 250 ms, which calls slow but healthy servers down (nodejs/node 54359). */
const MIN_ATTEMPT_TIMEOUT_MS = 1_000;

export interface ConnectOptions {
  /** Host name, or IP address without brackets. */
  readonly host: string;
  readonly port: number;
  readonly family?: IpFamily;
  /** Time for one address while others are left to try, at least 1 s. There is no other time limit: use `signal`. */
  readonly attemptTimeoutMs?: number;
  /** Aborts at any point; the promise rejects with the reason of the signal. */
  readonly signal?: AbortSignal;
  /** Called when the addresses are known and allowed, before connecting. */
  readonly onResolved?: (addresses: readonly ResolvedAddress[]) => void;
}

/** Settles like `promise`, or rejects as soon as the signal aborts. */
async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = (): void => {
    reject(signal.reason as Error);
  };
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function socketOptions(
  addresses: readonly ResolvedAddress[],
  { host, port, attemptTimeoutMs = 0 }: ConnectOptions,
): TcpNetConnectOpts {
  const [first] = addresses;
  if (first && addresses.length === 1) return { host: first.address, port, noDelay: true };
  return {
    host,
    port,
    noDelay: true,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: Math.max(MIN_ATTEMPT_TIMEOUT_MS, attemptTimeoutMs),
    // The judged answers, not a second question: a changed answer cannot slip in between.
    lookup: (_host, _options, callback) => {
      callback(null, [...addresses]);
    },
  };
}

/**
 * Opens a TCP connection to an allowed destination. Every connection of the product starts here: host, resolved
 * addresses and the connected peer are judged by the guard, and nothing is sent before.
 * Rejects with `EgressDeniedError`, the error of the resolver, the error of the socket or the reason of the signal.
 */
export async function connectGuarded(guard: EgressGuard, options: ConnectOptions): Promise<Socket> {
  const { host, port, family = 0, signal, onResolved } = options;
  const addresses = await untilAborted(guard.resolve(host, port, family), signal);
  onResolved?.(addresses);
  signal?.throwIfAborted();
  return new Promise<Socket>((resolve, reject) => {
    const socket = connect(socketOptions(addresses, options));
    const abort = (): void => {
      finish();
      socket.destroy();
      reject(signal?.reason as Error);
    };
    const fail = (error: Error): void => {
      finish();
      reject(error);
    };
    const finish = (): void => {
      socket.off('error', fail);
      signal?.removeEventListener('abort', abort);
    };
    signal?.addEventListener('abort', abort);
    socket.once('error', fail);
    socket.once('connect', () => {
      finish();
      const denial = guard.judgePeer(socket.remoteAddress, port);
      if (!denial) return resolve(socket);
      socket.destroy();
      reject(new EgressDeniedError(denial));
    });
  });
}
