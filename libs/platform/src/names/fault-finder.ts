import { randomBytes } from 'node:crypto';
import type { Fault } from './lookup-error.ts';
import type { Questions } from './questions.ts';
import { isFault } from './reply.ts';
import {
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
  /** When on the clock it was last seen that the resolver answers nobody. */
  #deafAt = -Infinity;

  constructor(options: FaultFinderOptions) {
    this.#options = options;
  }

  /** What can be said at once. Without evidence it is our own fault: a site is never blamed on a guess. */
  faultNow(failed: FailedName): Fault {
    const evidence = this.#evidenceFor(failed);
    const fault = isFault(failed.code) ? this.#judge(failed, evidence) : judgeAbsence(evidence);
    return this.#conclude(failed.name, fault ?? 'resolver');
  }

  /** The same after asking others, where nothing is known of them. */
  async findFault(failed: FailedName): Promise<Fault> {
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
    return this.#options.health.evidenceFor(failed.name, countsFrom(failed));
  }

  #conclude(name: string, fault: Fault): Fault {
    if (fault === 'name') this.#options.health.writeOff(name);
    return fault;
  }

  /** True when others are answered. Never rejects; callers for the same name wait for one round. */
  #askOthers(name: string): Promise<boolean> {
    const running = this.#rounds.get(name);
    if (running) return running;
    const round = this.#ask(this.#othersFor(name)).finally(() => {
      this.#rounds.delete(name);
    });
    this.#rounds.set(name, round);
    return round;
  }

  #othersFor(name: string): readonly string[] {
    const { health, now } = this.#options;
    const witnesses = health.witnessesFor(name);
    if (witnesses.length > 0 && !isCrowd(health.evidenceFor(name, now()))) return witnesses;
    // Nobody to ask, or most of them fail too, as they do when a provider of many names does. A name that nobody ever
    // asked for makes the resolver go out into the world: no cache can answer in its place.
    return [`${randomBytes(8).toString('hex')}.${name.split('.').at(-1) ?? ''}`];
  }

  async #ask(others: readonly string[]): Promise<boolean> {
    const answers = await Promise.all(others.map((other) => this.#isAnswered(other)));
    const isAnybody = answers.includes(true);
    if (!isAnybody) {
      this.#deafAt = this.#options.now();
      this.#options.questions.isResolverSilent = true;
    }
    return isAnybody;
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
