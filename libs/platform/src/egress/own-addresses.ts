import { resolveSrv } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import {
  isAnyAddress,
  isLoopback,
  isSameAddress,
  parseAddress,
  type OwnService,
} from '@app/domain';
import type { Resolver } from '../names/resolver.ts';
import { listenersOn } from './listeners.ts';

/** What is known of this machine and of the names of our services; tests bring their own. */
export interface OwnSources {
  readonly resolver: Resolver;
  readonly listenersOn?: typeof listenersOn;
  readonly resolveSrv?: (name: string) => Promise<{ name: string; port: number }[]>;
}

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
 * Writes services of ours out by address. One that runs on this machine is reachable at every address at which it listens: all
 * of them, unless the kernel says that it is only some.
 */
export async function expandOwnServices(
  services: readonly OwnService[],
  { resolver, listenersOn: askKernel = listenersOn }: OwnSources,
  signal?: AbortSignal,
): Promise<OwnService[]> {
  const machine = machineAddresses();
  const expanded = services.map(async (service) => {
    const addresses = await addressesOf(service.host, resolver, signal);
    const isHere = addresses.some(
      (address) => isAnyAddress(address) || isLoopback(address) || machine.includes(address),
    );
    const more = isHere ? reachedAt(addresses, machine, await askKernel(service.port)) : [];
    return [service.host, ...addresses, ...more].map((host) => ({ ...service, host }));
  });
  return (await Promise.all(expanded)).flat();
}

const EVERYWHERE = '0.0.0.0';

/** Further addresses of this machine that lead to a service which listens at `addresses`. */
function reachedAt(
  addresses: readonly string[],
  machine: readonly string[],
  listening: readonly string[] | null,
): string[] {
  const isKnown = listening?.some((one) => addresses.some((own) => isSameAddress(own, one)));
  const isBoundToAll = listening?.some(isAnyAddress);
  if (!listening || !isKnown || isBoundToAll) return [EVERYWHERE, ...machine];
  // Which of several processes listens at another address is not told: those of networks are taken for ours.
  return machine.filter(
    (address) => !isLoopback(address) && listening.some((one) => isSameAddress(one, address)),
  );
}

const SRV_KEPT_MS = 60_000;
const SRV_WITHIN_MS = 2_000;

/** Keeps the servers of services that are named by an SRV record (`mongodb+srv`). */
export class SrvServices {
  readonly #services: readonly OwnService[];
  readonly #ask: NonNullable<OwnSources['resolveSrv']>;
  #known: readonly OwnService[] = [];
  #askedAt = -Infinity;
  #asking: Promise<void> = Promise.resolve();

  constructor(services: readonly OwnService[], ask: OwnSources['resolveSrv'] = resolveSrv) {
    this.#services = services.filter(({ srv }) => srv !== undefined);
    this.#ask = ask;
  }

  /** The servers as they were last told; none before the first answer. Never rejects. */
  async servers(): Promise<readonly OwnService[]> {
    if (this.#services.length === 0) return [];
    const at = performance.now();
    if (at - this.#askedAt >= SRV_KEPT_MS) {
      this.#askedAt = at;
      this.#asking = within(SRV_WITHIN_MS, this.#askAll());
    }
    await this.#asking;
    return this.#known;
  }

  async #askAll(): Promise<void> {
    const found = await Promise.all(
      this.#services.map(async ({ name, srv = '' }) =>
        (await this.#ask(srv)).map((server) => ({ name, host: server.name, port: server.port })),
      ),
    ).catch(() => null);
    // Names that are not told now are what they were.
    if (found) this.#known = found.flat();
  }
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  const { promise: tooLate, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(resolve, ms, null);
  await Promise.race([work, tooLate]);
  clearTimeout(timer);
}
