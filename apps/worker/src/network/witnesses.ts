import type { Witness } from '@app/checks';
import { networkOf } from '@app/domain';

/** Addresses that are remembered: more than any question can use. */
const CAPACITY = 512;
/** An address that was good longer ago says nothing about the present. */
const MEMORY_MS = 900_000;
/** Asked in one question: some that were good a moment ago, some that have just failed. */
const SAMPLE = { good: 6, failed: 4 };

interface Seen {
  port: number;
  /** Start of the newest check that reached it in the life of this process; 0 for none. */
  answeredAt: number;
  /** Start of the newest check that failed; 0 for none. */
  failedAt: number;
}

/** Checks that end in the same moment began within this; what is dated further ahead comes from a clock that was. */
const SPREAD_MS = 120_000;
const newer = (known: number, at: number): number =>
  known > at + SPREAD_MS ? at : Math.max(known, at);

const newestOf = ({ answeredAt, failedAt }: Seen): number => Math.max(answeredAt, failedAt);

/** Addresses outside of this machine that were in order a while ago: asked whether the network works. */
export class Witnesses {
  /** By address; what was noted last comes last. */
  readonly #seen = new Map<string, Seen>();

  /** Notes a check that reached an address. */
  answered({ address, port }: Witness, at: number): void {
    const seen = this.#of(address, port);
    seen.port = port;
    seen.answeredAt = newer(seen.answeredAt, at);
  }

  /** Notes that an address which was in order has failed. */
  failed({ address, port }: Witness, at: number): void {
    const seen = this.#of(address, port);
    seen.failedAt = newer(seen.failedAt, at);
  }

  /** Forgets an address whose failure is its own. */
  remove(address: string): void {
    this.#seen.delete(address);
  }

  /** The newest check until `now` that reached an address, except one of `except`; null when none did. */
  newestAnswer(except: string | null, now: number): { address: string; at: number } | null {
    let newest: { address: string; at: number } | null = null;
    for (const [address, { answeredAt }] of this.#seen) {
      if (answeredAt > (newest?.at ?? 0) && answeredAt <= now && address !== except) {
        newest = { address, at: answeredAt };
      }
    }
    return newest;
  }

  /** Those to ask on one way: the newest first, those of different networks before others of the same. */
  sample(now: number, isOnWay: (address: string) => boolean): Witness[] {
    const usable = [...this.#seen]
      .filter(([address, seen]) => now - newestOf(seen) < MEMORY_MS && isOnWay(address))
      .sort(([, a], [, b]) => newestOf(b) - newestOf(a));
    const isGood = ([, { answeredAt, failedAt }]: [string, Seen]): boolean => answeredAt > failedAt;
    return [
      ...spread(usable.filter(isGood)).slice(0, SAMPLE.good),
      ...spread(usable.filter((one) => !isGood(one))).slice(0, SAMPLE.failed),
    ];
  }

  #of(address: string, port: number): Seen {
    const seen = this.#seen.get(address) ?? { port, answeredAt: 0, failedAt: 0 };
    this.#seen.delete(address);
    this.#seen.set(address, seen);
    const [first] = this.#seen.keys();
    if (this.#seen.size > CAPACITY && first !== undefined) this.#seen.delete(first);
    return seen;
  }
}

/** One address of each network first, then the others. */
function spread(seen: readonly [string, Seen][]): Witness[] {
  const networks = new Set<string>();
  const first: Witness[] = [];
  const rest: Witness[] = [];
  for (const [address, { port }] of seen) {
    const network = networkOf(address) ?? address;
    (networks.has(network) ? rest : first).push({ address, port });
    networks.add(network);
  }
  return [...first, ...rest];
}
