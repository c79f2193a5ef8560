import type { Socket } from 'node:net';
import type { SkippedAddress } from '@app/domain';
import { EgressDeniedError } from './denied-error.ts';
import type { EgressGuard } from './guard.ts';
import { orderAddresses } from './order-addresses.ts';
import { raceAddresses } from './race-addresses.ts';
import type { IpFamily, ResolvedAddress } from '../names/resolver.ts';
import { RouteMemory } from './route-memory.ts';

export interface ConnectOptions {
  /** Host name, or IP address without brackets. */
  readonly host: string;
  readonly port: number;
  readonly family?: IpFamily;
  /** Aborts at any point; the promise rejects with the reason of the signal. There is no other time limit. */
  readonly signal?: AbortSignal;
  /** Called when the addresses are known and allowed, before connecting, in the order in which they are tried. */
  readonly onResolved?: (addresses: readonly ResolvedAddress[]) => void;
  /** Called when another address than the first one answered. */
  readonly onSkipped?: (skipped: readonly SkippedAddress[]) => void;
}

/** One for the process: routes belong to the machine. */
const routes = new RouteMemory();

/**
 * The addresses at which a host may be contacted, as the guard judges them. Rejects with `EgressDeniedError`, the error
 * of the resolver or the reason of the signal.
 */
export async function resolveGuarded(
  guard: EgressGuard,
  { host, port, family = 0, signal }: Pick<ConnectOptions, 'host' | 'port' | 'family' | 'signal'>,
): Promise<readonly ResolvedAddress[]> {
  signal?.throwIfAborted();
  return await guard.resolve(host, port, family, signal);
}

/**
 * Opens a TCP connection to an allowed destination. Every connection of the product starts here: host, resolved
 * addresses and the connected peer are judged by the guard, and nothing is sent before. Of several addresses the
 * first one that answers wins, see `raceAddresses`.
 * Rejects with `EgressDeniedError`, the error of the resolver, the error of the socket or the reason of the signal.
 */
export async function connectGuarded(guard: EgressGuard, options: ConnectOptions): Promise<Socket> {
  const { port, signal, onResolved, onSkipped } = options;
  const resolved = await resolveGuarded(guard, options);
  const addresses = orderAddresses(resolved, routes.preferred(resolved));
  onResolved?.(addresses);
  const { socket, skipped } = await raceAddresses(addresses, {
    port,
    signal,
    onNoRoute: (address) => {
      routes.miss(address);
    },
  });
  const denial = guard.judgePeer(socket.remoteAddress, port);
  if (denial) {
    socket.destroy();
    throw new EgressDeniedError(denial);
  }
  if (skipped.length > 0) onSkipped?.(skipped);
  return socket;
}
