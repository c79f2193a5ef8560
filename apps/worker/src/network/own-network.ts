import { defaultPath, pathTo, type AskNetwork, type NetworkPath } from '@app/checks';
import { isLoopback, judgeOwnNetwork, type Offline, type Suspicion } from '@app/domain';
import type { Log, NetworkWatch } from '@app/monitoring';
import { Witnesses } from './witnesses.ts';

/** How this machine leads outside. */
export interface Paths {
  to: (address: string) => NetworkPath;
  byDefault: (family: 4 | 6) => NetworkPath;
}

export interface OwnNetworkParts {
  readonly ask: AskNetwork;
  readonly now: () => Date;
  readonly log: Log;
  /** Called when the network is back: everything that was found meanwhile has to be checked again. */
  readonly onReturn: () => void;
  readonly paths?: Paths;
  /** From one question to the next while offline, in milliseconds. */
  readonly watchMs?: number;
}

/** An answer that is younger than this, seen from the end of a failed check, proves that we are online. */
const FRESH_MS = 500;
/** The same for targets that are down already. */
const STALE_MS = 10_000;
/** A machine that wakes up, or gets its line back, is online again within seconds. */
const WATCH_MS = 2_000;

/** What is known of one way out of the machine. */
interface Way {
  /** An address that it leads to; null for the default route. */
  readonly example: string | null;
  readonly family: 4 | 6;
  asking: { since: number; answer: Promise<void> } | null;
  /** Start of the last question or check that proved it to work. */
  onlineAt: number;
  /** Start of the first failed check that nothing has explained yet. */
  suspectedAt: number | null;
  offline: Offline | null;
  /** The last time that it was away, and when it was back. */
  last: { offline: Offline; until: number } | null;
  /** The name of some target: the resolver is asked below it. */
  name: string | null;
}

/**
 * Tells failures of targets from those of the machine's own network (docs/rules.md, "Own network"). The failures
 * of a moment share one question, whatever their number; a check that reached somebody else just now makes it needless.
 */
export class OwnNetwork implements NetworkWatch {
  readonly #parts: Required<OwnNetworkParts>;
  readonly #ways = new Map<string, Way>();
  readonly #witnesses = new Witnesses();
  /** Families of addresses by which something was reached. */
  readonly #reached = new Set<4 | 6>();
  #hadDefaultRoute = false;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(parts: OwnNetworkParts) {
    const paths = { to: pathTo, byDefault: defaultPath };
    this.#parts = { paths, watchMs: WATCH_MS, ...parts };
  }

  /**
   * The ways that are away at the moment; without a family of addresses that this machine never had, which concerns
   * the few targets that need it and nobody else.
   */
  get offline(): Offline[] {
    return [...this.#ways.values()].flatMap(({ offline, family }) =>
      offline && (offline.family === null || this.#reached.has(family)) ? [offline] : [],
    );
  }

  /** True while the network is still away as it was then. */
  isAway(then: Offline): boolean {
    return [...this.#ways.values()].some(({ offline }) => offline === then);
  }

  /** Notes that a check reached somebody outside of this machine. */
  answered(address: string, port: number, startedAt: Date): void {
    if (isLoopback(address)) return;
    this.#reached.add(address.includes(':') ? 6 : 4);
    this.#witnesses.answered({ address, port }, startedAt.getTime());
  }

  /** The time offline that explains a failure; null when it is the target's own. Takes a question or two at most. */
  async explain(suspicion: Suspicion): Promise<Offline | null> {
    const { address, port, wasGood, startedAt } = suspicion;
    if (this.#isStopped || (address !== null && isLoopback(address))) return null;
    const path = address === null ? this.#pathOfNames() : this.#parts.paths.to(address);
    if (path.route !== 'missing') this.#hadDefaultRoute ||= path.isDefault;
    // A machine that never led anywhere has a resolver of its own: what that says of a name is about the name.
    else if (address === null && !this.#hadDefaultRoute) return null;
    const way = this.#wayOf(path, address);
    if (suspicion.isNameAtFault) return this.#explanationOf(way, suspicion);
    way.suspectedAt ??= startedAt.getTime();
    way.name ??= suspicion.name;
    if (address !== null && wasGood) this.#witnesses.failed({ address, port }, startedAt.getTime());
    if (!this.#explanationOf(way, suspicion)) await this.#settle(path, way, suspicion);
    const explanation = this.#explanationOf(way, suspicion);
    if (!explanation && address !== null) this.#witnesses.remove(address);
    return explanation;
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  /** Without an address nothing tells the family: the one that leads outside. */
  #pathOfNames(): NetworkPath {
    const ipv4 = this.#parts.paths.byDefault(4);
    if (ipv4.route !== 'missing') return ipv4;
    const ipv6 = this.#parts.paths.byDefault(6);
    return ipv6.route === 'missing' ? ipv4 : ipv6;
  }

  #wayOf({ key, family, isDefault }: NetworkPath, address: string | null): Way {
    const known = this.#ways.get(key);
    if (known) return known;
    const way: Way = {
      example: isDefault ? null : address,
      family,
      asking: null,
      onlineAt: 0,
      suspectedAt: null,
      offline: null,
      last: null,
      name: null,
    };
    this.#ways.set(key, way);
    return way;
  }

  /** Also a check that began before the network was back says nothing. */
  #explanationOf({ offline, last }: Way, { startedAt, endedAt }: Suspicion): Offline | null {
    if (offline) return offline;
    const isDuringLast =
      last &&
      last.until <= this.#parts.now().getTime() &&
      startedAt.getTime() <= last.until &&
      endedAt.getTime() >= last.offline.since.getTime();
    return isDuringLast ? last.offline : null;
  }

  async #settle(path: NetworkPath, way: Way, suspicion: Suspicion): Promise<void> {
    const { address, endedAt, isKnownDown } = suspicion;
    const needed = endedAt.getTime() - (isKnownDown ? STALE_MS : FRESH_MS);
    // Whatever a clock that was ahead has dated proves nothing.
    if (way.onlineAt > this.#parts.now().getTime()) way.onlineAt = 0;
    if (path.route !== 'missing') {
      way.onlineAt = Math.max(way.onlineAt, this.#answerOn(path, address));
    }
    // The question under way may have begun too early, the next one has not.
    for (let asked = 0; asked < 2 && way.onlineAt < needed && !way.offline; asked++) {
      await (way.asking?.answer ?? this.#ask(path, way));
    }
  }

  /** When a check began that reached another address on the same way; 0 when none did. */
  #answerOn({ key }: NetworkPath, except: string | null): number {
    const newest = this.#witnesses.newestAnswer(except, this.#parts.now().getTime());
    return newest && this.#parts.paths.to(newest.address).key === key ? newest.at : 0;
  }

  #ask(path: NetworkPath, way: Way): Promise<void> {
    const since = this.#parts.now().getTime();
    const answer = this.#judge(path, way, since)
      .catch((error: unknown) => {
        this.#parts.log.error({ err: error }, 'the own network could not be looked at');
        way.onlineAt = Math.max(way.onlineAt, since);
      })
      .finally(() => {
        way.asking = null;
      });
    way.asking = { since, answer };
    return answer;
  }

  async #judge(path: NetworkPath, way: Way, since: number): Promise<void> {
    const { ask, paths, log } = this.#parts;
    const isOnWay = (address: string): boolean => paths.to(address).key === path.key;
    const witnesses = this.#witnesses.sample(since, isOnWay);
    const evidence = await ask({ path, witnesses, name: way.name });
    const defaultAway = this.#ways.get(paths.byDefault(path.family).key)?.offline?.cause ?? null;
    const verdict = judgeOwnNetwork({ ...evidence, defaultAway });
    if (verdict.isOnline) {
      this.#comeBack(way, since);
      return;
    }
    if (way.offline) return;
    way.offline = {
      since: new Date(way.suspectedAt ?? since),
      cause: verdict.cause,
      family: this.#hasOther(path.family) ? `IPv${path.family}` : null,
      gateway: path.gateway,
    };
    log.error({ ...way.offline, evidence }, "the monitor's own network is away");
    this.#watch();
  }

  #comeBack(way: Way, since: number): void {
    way.onlineAt = Math.max(way.onlineAt, since);
    way.suspectedAt = null;
    const { offline } = way;
    if (!offline) return;
    way.offline = null;
    way.last = { offline, until: this.#parts.now().getTime() };
    this.#parts.log.warn({ since: offline.since }, "the monitor's own network is back");
    this.#parts.onReturn();
  }

  /** Whether the other family of addresses leads outside: then only a part of the network is away. */
  #hasOther(family: 4 | 6): boolean {
    const { key, route } = this.#parts.paths.byDefault(family === 4 ? 6 : 4);
    return route === 'present' && !this.#ways.get(key)?.offline;
  }

  /** While anything is away: asks again until it is back. */
  #watch(): void {
    if (this.#timer !== undefined || this.#isStopped) return;
    this.#timer = setTimeout(() => {
      void this.#askAgain().finally(() => {
        this.#timer = undefined;
        if ([...this.#ways.values()].some(({ offline }) => offline)) this.#watch();
      });
    }, this.#parts.watchMs);
  }

  async #askAgain(): Promise<void> {
    const { to, byDefault } = this.#parts.paths;
    const away = [...this.#ways.values()].filter(({ offline }) => offline);
    await Promise.all(
      away.map(async (way) => {
        const path = way.example === null ? byDefault(way.family) : to(way.example);
        await (way.asking?.answer ?? this.#ask(path, way));
      }),
    );
  }
}
