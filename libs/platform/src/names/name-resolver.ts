import type { IpFamily, ResolvedAddress, Resolver } from './resolver.ts';
import { findsUncheckedOnly } from './dnssec.ts';
import { FaultFinder } from './fault-finder.ts';
import { parseHosts } from './hosts-file.ts';
import { LookupError } from './lookup-error.ts';
import { serversOf } from './name-servers.ts';
import { Questions, type KnownReply } from './questions.ts';
import { combine, isFault, type Family } from './reply.ts';
import { candidatesFor, parseResolvConf, type ResolvConf } from './resolv-conf.ts';
import { ResolverHealth } from './resolver-health.ts';
import { SystemLookup } from './system-lookup.ts';
import { parseNsswitch, systemUseFor } from './system-names.ts';
import { gather, untilAborted } from './waiting.ts';
import { WatchedFile } from './watched-file.ts';

const LOOPBACK: readonly ResolvedAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

export interface NameResolverOptions {
  readonly hostsFile: string;
  /** Null where the system keeps its name servers elsewhere. */
  readonly resolvConf: string | null;
  readonly nsswitch: string;
  /** Port of the name servers. */
  readonly port?: number;
  /** Milliseconds after which a question has failed; default 5 s. */
  readonly limitMs?: number;
  readonly now?: () => number;
  readonly system?: Pick<SystemLookup, 'resolve'>;
}

interface Found {
  readonly addresses: readonly ResolvedAddress[];
  readonly code: string | null;
  /** When on the clock it was asked for, and found. */
  readonly askedAt: number;
  readonly at: number;
}

const isLocalhost = (name: string): boolean => name === 'localhost' || name.endsWith('.localhost');

/** IPv6 first, as its addresses are tried first. */
const BOTH: readonly Family[] = [6, 4];

const asCached = (one: ResolvedAddress): ResolvedAddress => ({ ...one, isCached: true });
const timesOf = (known: readonly KnownReply[]): Pick<Found, 'askedAt' | 'at'> => ({
  askedAt: Math.min(...known.map(({ askedAt }) => askedAt)),
  at: Math.max(...known.map(({ at }) => at)),
});

/**
 * Resolves names so that none can hold up another: hosts file, `localhost` (RFC 6761), DNS through c-ares with one
 * question at a time for each name, and the resolver of the system, within bounds, for what only it knows. Replies are
 * kept for their time to live (5 s to 5 min), failures for 2 to 3 s. Rejects with a `LookupError` that says whose fault
 * it is, at the latest when the signal aborts.
 */
export function createNameResolver({
  hostsFile,
  resolvConf,
  nsswitch,
  port = 53,
  limitMs,
  now = () => performance.now(),
  system = new SystemLookup({ now }),
}: NameResolverOptions): Resolver {
  const hosts = new WatchedFile(hostsFile, parseHosts, now);
  const sources = new WatchedFile(nsswitch, parseNsswitch, now);
  const conf = resolvConf === null ? null : new WatchedFile(resolvConf, parseResolvConf, now);
  const unknown: ResolvConf = parseResolvConf('');
  const health = new ResolverHealth(now);
  const questions: Questions = new Questions({
    nameServers: serversOf(() => conf?.value ?? unknown, { port, now }),
    health,
    limitMs,
    now,
    onSilence: (name, askedAt) => {
      finder.suspect(name, askedAt);
    },
  });
  const finder = new FaultFinder({ health, questions, now });

  const timedOut = (askedAt: number): Found => ({
    addresses: [],
    code: 'ETIMEOUT',
    askedAt,
    at: now(),
  });

  async function fail(
    name: string,
    { code, askedAt, at }: Found,
    signal?: AbortSignal,
  ): Promise<never> {
    const failed = { name, code: code ?? 'ENODATA', askedAt, failedAt: at };
    const fault = await untilAborted(finder.findFault(failed), signal, () =>
      finder.faultNow(failed),
    );
    const isDnssecBroken =
      failed.code === 'ESERVFAIL' && fault === 'name' && (await isSignatureBroken(name, signal));
    throw new LookupError(name, failed.code, { fault, isDnssecBroken });
  }

  async function isSignatureBroken(name: string, signal?: AbortSignal): Promise<boolean> {
    const [server] = conf?.value.servers ?? [];
    if (server === undefined) return false;
    return untilAborted(findsUncheckedOnly(name, { server, port }), signal, () => false);
  }

  async function askSystem(name: string, family: IpFamily, signal?: AbortSignal): Promise<Found> {
    const askedAt = now();
    const answer = system.resolve(name, family).then(
      (addresses): Found => ({ addresses, code: null, askedAt, at: now() }),
      (error: unknown): Found => ({ addresses: [], code: systemCode(error), askedAt, at: now() }),
    );
    return untilAborted(answer, signal, () => timedOut(askedAt));
  }

  async function askDns(name: string, family: IpFamily, signal?: AbortSignal): Promise<Found> {
    if (family !== 0) return askFor(name, [family], signal);
    const present = BOTH.filter((one) => !questions.isMissing(name, one));
    const found = await askFor(name, present, signal);
    // What was missing a while ago may be there, now that the other family is not.
    const isLost = found.code !== null && !isFault(found.code) && present.length < BOTH.length;
    return isLost ? askFor(name, BOTH, signal) : found;
  }

  async function askFor(
    name: string,
    families: readonly Family[],
    signal?: AbortSignal,
  ): Promise<Found> {
    const known = families.flatMap((family) => questions.known(name, family) ?? []);
    if (known.length === families.length) {
      const { addresses, code } = combine(known.map(({ reply }) => reply));
      return { addresses: addresses.map(asCached), code, ...timesOf(known) };
    }
    const open = families.map(
      (family) => questions.known(name, family) ?? questions.ask(name, family),
    );
    const replies = await gather(
      open.map(({ reply }) => reply),
      signal,
    );
    const askedAt = Math.min(...open.map((one) => one.askedAt));
    if (replies.length === 0) return timedOut(askedAt);
    const found = combine(replies);
    if (found.code === null) finder.learn(name);
    return { ...found, askedAt, at: now() };
  }

  async function find(name: string, family: IpFamily, signal?: AbortSignal): Promise<Found> {
    const use = systemUseFor(name, sources.value);
    if (use === 'first') {
      const found = await askSystem(name, family, signal);
      if (found.code === null) return found;
    }
    let ofDns: Found | null = null;
    for (const candidate of candidatesFor(name, conf?.value ?? unknown)) {
      ofDns = await askDns(candidate, family, signal);
      if (ofDns.code === null || signal?.aborted) return ofDns;
    }
    ofDns ??= await askDns(name, family, signal);
    if (use !== 'last' || isFault(ofDns.code)) return ofDns;
    const ofSystem = await askSystem(name, family, signal);
    return ofSystem.code === null ? ofSystem : ofDns;
  }

  return async (host, family, signal) => {
    const name = host.toLowerCase().replace(/\.$/, '');
    const listed = hosts.value.get(name) ?? (isLocalhost(name) ? LOOPBACK : []);
    const own = family === 0 ? listed : listed.filter((one) => one.family === family);
    if (own.length > 0) return own;
    const found = await find(name, family, signal);
    return found.code === null ? found.addresses : fail(name, found, signal);
  };
}

const NOT_FOUND = new Set(['ENOTFOUND', 'ENODATA', 'EAI_NODATA', 'EAI_NONAME']);

function systemCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'ETIMEOUT';
  return NOT_FOUND.has(code) ? 'ENOTFOUND' : code;
}
