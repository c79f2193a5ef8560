import type { Fault } from './lookup-error.ts';

/** What is known of other names when one name got no usable answer. */
export interface Evidence {
  /** Another name was asked for and answered since. */
  readonly othersAnswered: boolean;
  /** Domains that were good before and now fail. */
  readonly failingDomains: number;
  /** Domains that are answered now. */
  readonly answeredDomains: number;
}

/** Fewer failing domains than this are no crowd. */
export const CROWD = 3;

/** True when so many others fail that it is no accident of one name. */
export const isCrowd = ({ failingDomains, answeredDomains }: Evidence): boolean =>
  failingDomains >= CROWD && failingDomains >= answeredDomains;

/**
 * Whose fault it is that a name got no usable answer; null when others must be asked first. One error code never
 * tells: a resolver in trouble and a zone in trouble give the same.
 */
export function judgeFault(evidence: Evidence): Fault | null {
  return evidence.othersAnswered && !isCrowd(evidence) ? 'name' : null;
}

/** The same for "there is no such name": true but for a resolver that says so of everything. */
export const judgeAbsence = (evidence: Evidence): Fault =>
  isCrowd(evidence) ? 'resolver' : 'name';

/** Names of one owner stand and fall together, so they count once. The last two labels are near enough. */
export const domainOf = (name: string): string => name.split('.').slice(-2).join('.');

const NOW_MS = 60_000;
const MAX_NAMES = 5_000;
const MAX_WITNESSES = 3;

interface Sighting {
  readonly domain: string;
  readonly at: number;
}

/** Remembers which names were answered and which failed, as far as it takes to judge the resolver by it. */
export class ResolverHealth {
  readonly #now: () => number;
  /** Names with addresses, the newest answer last. */
  readonly #good = new Map<string, Sighting>();
  /** Domains that had addresses and fail, the newest failure last. */
  readonly #failing = new Map<string, number>();
  /** The answers to the newest questions for two different names. */
  #lastAnswers: readonly [Answered, Answered] = [NOBODY, NOBODY];

  constructor(now: () => number) {
    this.#now = now;
  }

  /** True once any name had addresses. */
  hasEverAnswered = false;

  /** A name was answered; `hasAddresses` is false when the answer is that there are none. */
  answered(name: string, { hasAddresses, askedAt }: Answer): void {
    const at = this.#now();
    const [last, before] = this.#lastAnswers;
    if (askedAt >= last.askedAt) {
      this.#lastAnswers = [{ name, askedAt }, last.name === name ? before : last];
    }
    if (!hasAddresses) return;
    this.hasEverAnswered = true;
    const domain = this.#good.get(name)?.domain ?? domainOf(name);
    this.#good.delete(name);
    this.#good.set(name, { domain, at });
    this.#failing.delete(domain);
    if (this.#good.size > MAX_NAMES) dropFirst(this.#good);
  }

  /** A name got no usable answer, or lost its addresses. Counts while it was good before. */
  failed(name: string): void {
    const domain = this.#good.get(name)?.domain;
    if (domain === undefined) return;
    this.#failing.delete(domain);
    this.#failing.set(domain, this.#now());
  }

  /** The failure of a name was found to be its own: it is no sign of anything from now on. */
  writeOff(name: string): void {
    this.#good.delete(name);
  }

  /**
   * What there is to judge a name by that failed. Other names count that were asked for from an instant of the clock
   * on: an older question may have been answered just before the resolver died.
   */
  evidenceFor(name: string, from: number): Evidence {
    const since = this.#now() - NOW_MS;
    const own = domainOf(name);
    const failing = [...this.#failing].filter(([domain, at]) => at >= since && domain !== own);
    return {
      othersAnswered: this.#lastAnswers.some((one) => one.name !== name && one.askedAt >= from),
      failingDomains: failing.length,
      answeredDomains: failing.length < CROWD ? 0 : this.#domainsAnsweredSince(since),
    };
  }

  /** Names of other domains that were good lately, to ask again; the newest first. */
  witnessesFor(name: string): readonly string[] {
    const domains = new Set([domainOf(name)]);
    const witnesses: string[] = [];
    for (const [witness, { domain }] of [...this.#good].reverse()) {
      if (domains.has(domain)) continue;
      domains.add(domain);
      witnesses.push(witness);
      if (witnesses.length === MAX_WITNESSES) break;
    }
    return witnesses;
  }

  #domainsAnsweredSince(since: number): number {
    const domains = new Set<string>();
    for (const { domain, at } of this.#good.values()) {
      if (at >= since && !this.#failing.has(domain)) domains.add(domain);
    }
    return domains.size;
  }
}

interface Answer {
  readonly hasAddresses: boolean;
  /** When on the clock the question was asked. */
  readonly askedAt: number;
}

interface Answered {
  readonly name: string;
  readonly askedAt: number;
}

const NOBODY: Answered = { name: '', askedAt: -Infinity };

function dropFirst(map: Map<string, unknown>): void {
  const [first] = map.keys();
  if (first !== undefined) map.delete(first);
}
