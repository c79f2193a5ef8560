import { connect, type Socket } from 'node:net';
import type { SkippedAddress } from '@app/domain';
import type { ResolvedAddress } from '../names/resolver.ts';

/** Head start of an address before the next one is tried beside it (RFC 8305 section 5). */
const HEAD_START_MS = 250;
/** More addresses than this are no service but a list of places to knock at. */
const MAX_ADDRESSES = 16;

export interface Winner {
  readonly socket: Socket;
  readonly skipped: readonly SkippedAddress[];
}

export interface RaceOptions {
  readonly port: number;
  readonly signal?: AbortSignal | undefined;
  /** Called for an address that this machine has no route to. */
  readonly onNoRoute?: ((address: ResolvedAddress) => void) | undefined;
}

interface Attempt {
  readonly address: string;
  readonly socket: Socket;
  error: Error | null;
}

/** Codes that speak of this machine's network and not of the address. */
const NO_ROUTE = new Set(['ENETUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT']);

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : error.name;

const reasonOf = ({ error }: Attempt): string => (error ? codeOf(error) : 'silent');

const allFailed = (attempts: readonly Attempt[]): Error => {
  const errors = attempts.flatMap(({ error }) => error ?? []);
  const [only] = errors;
  return only && errors.length === 1 ? only : new AggregateError(errors, 'No address answered.');
};

/**
 * Connects to the first of several addresses that answers, as browsers do (RFC 8305): the next one starts when one
 * fails, or after 250 ms beside those that are still silent. Losers are destroyed. Rejects with the error of the only
 * address, with an `AggregateError` of several, or with the reason of the signal; without a signal the time limit is
 * that of the system.
 */
export function raceAddresses(
  addresses: readonly ResolvedAddress[],
  { port, signal, onNoRoute }: RaceOptions,
): Promise<Winner> {
  const { promise, resolve, reject } = Promise.withResolvers<Winner>();
  const waiting = addresses.slice(0, MAX_ADDRESSES);
  const attempts: Attempt[] = [];
  let timer: NodeJS.Timeout | undefined;

  function settle(winner: Socket | null): void {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    waiting.length = 0;
    for (const { socket } of attempts) if (socket !== winner) socket.destroy();
  }
  function abort(): void {
    settle(null);
    reject(signal?.reason as Error);
  }
  function win(attempt: Attempt, fail: (error: Error) => void): void {
    attempt.socket.off('error', fail);
    const skipped = attempts
      .filter((one) => one !== attempt && !NO_ROUTE.has(reasonOf(one)))
      .map((one) => ({ address: one.address, reason: reasonOf(one) }));
    settle(attempt.socket);
    resolve({ socket: attempt.socket, skipped });
  }
  function startNext(): void {
    clearTimeout(timer);
    const next = waiting.shift();
    if (!next) {
      if (attempts.every(({ error }) => error)) {
        settle(null);
        reject(allFailed(attempts));
      }
      return;
    }
    const socket = connect({ host: next.address, port, noDelay: true });
    const attempt: Attempt = { address: next.address, socket, error: null };
    attempts.push(attempt);
    const fail = (error: Error): void => {
      attempt.error = error;
      if (NO_ROUTE.has(codeOf(error))) onNoRoute?.(next);
      startNext();
    };
    // Stays on losers: an error that comes late has nobody else to go to.
    socket.on('error', fail);
    socket.once('connect', () => {
      win(attempt, fail);
    });
    if (waiting.length > 0) timer = setTimeout(startNext, HEAD_START_MS);
  }

  if (signal?.aborted) return Promise.reject(signal.reason as Error);
  signal?.addEventListener('abort', abort);
  startNext();
  return promise;
}
