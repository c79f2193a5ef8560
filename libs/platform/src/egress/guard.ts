import {
  judgeAddress,
  judgeHost,
  parseAddress,
  type EgressDenial,
  type EgressPolicy,
  type OwnService,
  zoneOf,
} from '@app/domain';
import { abortable } from './abortable.ts';
import { EgressDeniedError } from './denied-error.ts';
import { expandOwnServices, type OwnSources, SrvServices } from './own-addresses.ts';
import type { IpFamily, ResolvedAddress, Resolver } from '../names/resolver.ts';
import { systemResolver } from '../names/system-resolver.ts';

/** Decides about every outgoing connection of the product. */
export interface EgressGuard {
  readonly policy: EgressPolicy;
  /**
   * Addresses at which a host may be contacted. Rejects with an `EgressDeniedError` when the policy refuses the
   * host or any of its addresses (behind a public server a host with a public address, too, as in a network with IPv6, is
   * contacted at that one alone), and with the error of the resolver when there is no answer or the signal aborts.
   */
  resolve(
    host: string,
    port: number,
    family: IpFamily,
    signal?: AbortSignal,
  ): Promise<readonly ResolvedAddress[]>;
  /** Judges the address that a socket is really connected to; null when it is allowed. */
  judgePeer(address: string | undefined, port: number): EgressDenial | null;
  /**
   * The guard of where a server leads on to, by redirect or referral: behind a public address nothing private is contacted.
   *
   * @param peer the address of that server; null where it is not known
   */
  behind(peer: string | null): EgressGuard;
}

export interface EgressGuardOptions {
  readonly policy: EgressPolicy;
  /** Default: the resolver of the operating system. */
  readonly resolver?: Resolver;
  /** Default: the kernel and the DNS. */
  readonly sources?: Omit<OwnSources, 'resolver'>;
}

/** @param name whose address was judged */
function throwIfDenied(denial: EgressDenial | null, name?: string): void {
  if (!denial) return;
  const { reason, fact } = denial;
  throw new EgressDeniedError({ reason, fact: name === undefined ? fact : { ...fact, name } });
}

/** Creates the one guard of a process. */
export function createEgressGuard({
  policy: base,
  resolver: given,
  sources,
}: EgressGuardOptions): EgressGuard {
  const resolver = given ? abortable(given) : systemResolver;
  const ownPorts = new Set(base.own.map(({ port }) => port));
  const hasSrv = base.own.some(({ srv }) => srv !== undefined);
  const named = new SrvServices(base.own, sources?.resolveSrv);

  async function ownOn(port: number, signal?: AbortSignal): Promise<OwnService[]> {
    const all = [...base.own, ...(await named.servers())];
    const services = all.filter((service) => service.port === port);
    return await expandOwnServices(services, { resolver, ...sources }, signal);
  }

  async function ask(...question: Parameters<Resolver>): Promise<readonly ResolvedAddress[]> {
    const addresses = await resolver(...question);
    if (addresses.length > 0) return addresses;
    throw Object.assign(new Error(`${question[0]} has no address.`), { code: 'ENODATA' });
  }

  const guardBy = (policy: EgressPolicy): EgressGuard => {
    const guard: EgressGuard = {
      policy,
      async resolve(host, port, family, signal) {
        const isOwn = hasSrv || ownPorts.has(port);
        const rules = isOwn ? { ...policy, own: await ownOn(port, signal) } : policy;
        throwIfDenied(judgeHost(rules, host, port));
        const literal = parseAddress(host);
        // As a host it was judged by what it is: there is nothing to resolve and nothing left to judge.
        if (literal) return [{ address: host, family: literal.length === 4 ? 4 : 6 }];
        const addresses = await ask(host, family, signal);
        const allowed = rules.isBehindPublic
          ? addresses.filter(({ address }) => !judgeAddress(rules, address, port))
          : addresses;
        // One that also has a public address is contacted there: what else it has is judged as if it was a target.
        const isReached = rules.isBehindPublic && allowed.length > 0;
        const decisive = isReached ? { ...rules, isBehindPublic: false } : rules;
        for (const { address } of addresses) {
          throwIfDenied(judgeAddress(decisive, address, port), host);
        }
        return allowed;
      },
      judgePeer: (address, port) => judgeAddress(policy, address ?? '', port),
      behind: (peer) => (peer !== null && isPublic(peer) ? behindPublic : guard),
    };
    return guard;
  };
  const behindPublic = guardBy({ ...base, isBehindPublic: true });
  return guardBy(base);
}

function isPublic(text: string): boolean {
  const address = parseAddress(text);
  return address !== null && zoneOf(address).zone === 'public';
}
