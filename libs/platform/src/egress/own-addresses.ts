import { networkInterfaces } from 'node:os';
import { isLoopback, parseAddress, type OwnService } from '@app/domain';
import type { Resolver } from '../names/resolver.ts';

const ANY_ADDRESS = new Set(['0.0.0.0', '::']);

function machineAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).map(({ address }) => address),
  );
}

async function addressesOf(
  host: string,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  if (parseAddress(host)) return [host];
  try {
    return (await resolver(host, 0, signal)).map(({ address }) => address);
  } catch {
    // A service of ours whose name does not resolve now has no address that could be reached by it.
    return [];
  }
}

/**
 * Writes services of ours out by address: one that runs on this machine is also reachable at every address
 * of this machine.
 */
export async function expandOwnServices(
  services: readonly OwnService[],
  resolver: Resolver,
  signal?: AbortSignal,
): Promise<OwnService[]> {
  const machine = machineAddresses();
  const expanded = services.map(async (service) => {
    const addresses = await addressesOf(service.host, resolver, signal);
    const isHere = addresses.some(
      (address) => ANY_ADDRESS.has(address) || isLoopback(address) || machine.includes(address),
    );
    const reachable = isHere ? [...addresses, '127.0.0.1', ...machine] : addresses;
    return [service.host, ...reachable].map((host) => ({ ...service, host }));
  });
  return (await Promise.all(expanded)).flat();
}
