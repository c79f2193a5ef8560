import { randomBytes } from 'node:crypto';
import type { Fault } from './lookup-error.ts';
import type { Questions } from './questions.ts';
import { isFault } from './reply.ts';
import {
  CROWD,
  domainOf,
  isCrowd,
  judgeAbsence,
  judgeFault,
  type Evidence,
  type ResolverHealth,
} from './resolver-health.ts';

/** A failure of a witness that young still counts, so that many failing names do not ask it again and again. */
const WITNESS_MS = 1_000;

/** Silence is judged by what happened in its last part: at most this, and no more than half of it. */
const SILENCE_MS = 1_500;

/** A question that was open while the resolver answered nobody says nothing, nor does one soon after. */
const DEAF_MS = 3_000;

/** The world is looked for beside names that are good: with the first of them, then every hour, sooner if it was away. */
const LEARN_EVERY_MS = 3_600_000;
const LEARN_AGAIN_MS = 60_000;
/** Zones at the top that are always there (RFC 2606): a resolver that denies them all denies everything. */
const CERTAIN_TOPS = ['com', 'net', 'org'];
/** What was learnt longer ago says nothing: the network may be another one. */
const LEARNT_MS = 24 * 3_600_000;
/** Zones at the top that are asked in one round: one of them may be broken as a whole. */
const MAX_TOPS = 2;

/** A name that failed, with the instants of the clock at which it was asked for and failed. */
export interface FailedName {
  readonly name: string;
  readonly code: string;
  readonly askedAt: number;
  readonly failedAt: number;
}

/** From when on others must have been asked for, so that their answers count: an error is judged by what follows it. */
const countsFrom = ({ code, askedAt, failedAt }: FailedName): number =>
  code === 'ETIMEOUT' ? failedAt - Math.min(SILENCE_MS, (failedAt - askedAt) / 2) : failedAt;

const topOf = (name: string): string => name.split('.').at(-1) ?? '';

/** A name that nobody ever asked for makes the resolver go out into the world: no cache can answer in its place. */
const unheardOf = (top: string): string => `${randomBytes(8).toString('hex')}.${top}`;

export interface FaultFinderOptions {
  readonly health: ResolverHealth;
  readonly questions: Questions;
  readonly now: () => number;
}

/** Finds out whether a name or our resolver failed: by other names, which it asks for where nobody else did. */
export class FaultFinder {
  readonly #options: FaultFinderOptions;
  /** Rounds of questions that are under way, by the name they are made for. */
  readonly #rounds = new Map<string, Promise<boolean>>();
  /** When a name that nobody ever asked for was asked for last and answered, by zone at the top. */
  readonly #worldAt = new Map<string, number>();
  /** When the zone at the top was known to the resolver last. */
  readonly #topSeenAt = new Map<string, number>();
  /** When all that is to be learnt again beside a good name, by zone at the top. */
  readonly #learntAt = new Map<string, number>();
  /** Domains that are not there, as the resolver said before it gave any address. */
  readonly #denied = new Set<string>();
  /** When on the clock it was last seen that the resolver answers nobody. */
  #deafAt = -Infinity;

  constructor(options: FaultFinderOptions) {
    this.#options = options;
  }

  /**
   * Learns beside a name that is good what this resolver says of the world: whether it goes out there for names that
   * nobody ever asked for, and whether it knows the zone at the top. Where it does, answers for known names, which a
   * cache may give, are no sign of its health, and who denies that zone would deny everything.
   */
  learn(name: string): void {
    const top = topOf(name);
    const now = this.#options.now();
    const isTime = now >= (this.#learntAt.get(top) ?? -Infinity);
    if (!isTime || top === name) return;
    this.#learntAt.set(top, now + LEARN_EVERY_MS);
    void this.#isWorldThere(top).then((isThere) => {
      if (!isThere) this.#learntAt.set(top, now + LEARN_AGAIN_MS);
    });
    void this.#isDenied(top);
  }

  /** What can be said at once. Without evidence it is our own fault: a site is never blamed on a guess. */
  faultNow(failed: FailedName): Fault {
    const evidence = this.#evidenceFor(failed);
    const fault = isFault(failed.code) ? this.#judge(failed, evidence) : judgeAbsence(evidence);
    return this.#conclude(failed.name, fault ?? 'resolver');
  }

  /** The same after asking others, where nothing is known of them. */
  async findFault(failed: FailedName): Promise<Fault> {
    if (failed.code === 'ENOTFOUND' && (await this.#isTopLost(failed.name))) return 'resolver';
    const evidence = this.#evidenceFor(failed);
    if (!isFault(failed.code) || this.#judge(failed, evidence)) return this.faultNow(failed);
    return this.#conclude(failed.name, (await this.#askOthers(failed.name)) ? 'name' : 'resolver');
  }

  /** Asks others in good time about a name that stays unanswered, for whoever cannot wait for it later. */
  suspect(name: string, askedAt: number): void {
    const silent = { name, code: 'ETIMEOUT', askedAt, failedAt: this.#options.now() };
    if (!judgeFault(this.#evidenceFor(silent))) void this.#askOthers(name);
  }

  #judge({ askedAt }: FailedName, evidence: Evidence): Fault | null {
    return askedAt < this.#deafAt + DEAF_MS ? 'resolver' : judgeFault(evidence);
  }

  #evidenceFor(failed: FailedName): Evidence {
    const from = countsFrom(failed);
    const evidence = this.#options.health.evidenceFor(failed.name, from);
    const tops = this.#topsFor(failed.name);
    if (tops.length === 0) return evidence;
    const worldAt = Math.max(...tops.map((top) => this.#worldAt.get(top) ?? -Infinity));
    return { ...evidence, othersAnswered: worldAt >= from };
  }

  /** Zones at the top in which names that nobody asked for are answered, the name's own first. */
  #topsFor(name: string): string[] {
    const since = this.#options.now() - LEARNT_MS;
    const tops = [...this.#worldAt].filter(([, at]) => at >= since).map(([top]) => top);
    const own = topOf(name);
    return tops.sort((a, b) => Number(b === own) - Number(a === own)).slice(0, MAX_TOPS);
  }

  #conclude(name: string, fault: Fault): Fault {
    if (fault === 'name') this.#options.health.writeOff(name);
    return fault;
  }

  /** True when others are answered. Never rejects; callers that would ask the same wait for one round. */
  #askOthers(name: string): Promise<boolean> {
    const tops = this.#topsFor(name);
    const key = tops.length > 0 ? `*.${tops.join()}` : name;
    const running = this.#rounds.get(key);
    if (running) return running;
    const asked =
      tops.length > 0 ? tops.map((top) => this.#isWorldThere(top)) : this.#askNames(name);
    const round = this.#anyOf(asked).finally(() => {
      this.#rounds.delete(key);
    });
    this.#rounds.set(key, round);
    return round;
  }

  #askNames(name: string): Promise<boolean>[] {
    const { health, now } = this.#options;
    const witnesses = health.witnessesFor(name);
    // Nobody to ask, or most of them fail too, as they do when a provider of many names does.
    if (witnesses.length === 0 || isCrowd(health.evidenceFor(name, now()))) {
      return [this.#isWorldThere(topOf(name))];
    }
    return witnesses.map((witness) => this.#isAnswered(witness));
  }

  async #anyOf(asked: readonly Promise<boolean>[]): Promise<boolean> {
    const isAnybody = (await Promise.all(asked)).includes(true);
    if (!isAnybody) {
      this.#deafAt = this.#options.now();
      this.#options.questions.isResolverSilent = true;
    }
    return isAnybody;
  }

  async #isWorldThere(top: string): Promise<boolean> {
    const askedAt = this.#options.now();
    const isThere = await this.#isAnswered(unheardOf(top));
    if (isThere) this.#worldAt.set(top, Math.max(askedAt, this.#worldAt.get(top) ?? askedAt));
    return isThere;
  }

  async #isTopLost(name: string): Promise<boolean> {
    const top = topOf(name);
    const isKnown = (this.#topSeenAt.get(top) ?? -Infinity) >= this.#options.now() - LEARNT_MS;
    if (isKnown) return this.#isDenied(top);
    return this.#deniesEverything(name);
  }

  /** Who never gave an address, and denies names of several owners, may be one that says so of everything. */
  async #deniesEverything(name: string): Promise<boolean> {
    if (this.#options.health.hasEverAnswered) return false;
    if (this.#denied.size < CROWD) this.#denied.add(domainOf(name));
    if (this.#denied.size < CROWD) return false;
    const denied = await Promise.all(CERTAIN_TOPS.map((top) => this.#isDenied(top)));
    return !denied.includes(false);
  }

  /** Whether the resolver says that there is no such zone at the top. */
  async #isDenied(top: string): Promise<boolean> {
    const { questions, now } = this.#options;
    const { code } = await (questions.known(top, 4) ?? questions.ask(top, 4)).reply;
    if (!isFault(code) && code !== 'ENOTFOUND') this.#topSeenAt.set(top, now());
    return code === 'ENOTFOUND';
  }

  async #isAnswered(name: string): Promise<boolean> {
    const { questions, now } = this.#options;
    const known = questions.known(name, 4);
    const isYoung = known !== null && now() - known.at < WITNESS_MS;
    if (isYoung && isFault(known.reply.code)) return false;
    const { code } = await questions.ask(name, 4).reply;
    return !isFault(code);
  }
}
