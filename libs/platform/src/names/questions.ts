import type { NameServers } from './name-servers.ts';
import { failedReply, isFault, type Family, type Reply } from './reply.ts';
import type { ResolverHealth } from './resolver-health.ts';

/** A name that is not answered by then has failed: what people wait for, and less than a check has. */
const LIMIT_MS = 5_000;
/** The same while the resolver answers nobody: waiting longer helps nobody either. */
const SHORT_LIMIT_MS = 2_000;
/** From when on, and how often, an open question makes us look whether the resolver answers anybody. */
const SILENCE_MS = 500;
const STILL_SILENT_MS = 1_000;
const LOOK_EVERY_MS = 125;
/** Of each family. */
const MAX_KEPT = 10_000;
/** A family without addresses is asked for again after this, while the other one has some. */
const MISSING_FAMILY_MS = 60_000;

interface Question {
  readonly name: string;
  readonly family: Family;
  readonly askedAt: number;
  readonly reply: Promise<Reply>;
  readonly resolve: (reply: Reply) => void;
  /** When on the clock others are to be looked at next. */
  suspectAt: number;
}

/** A reply that was there already, and when on the clock it was asked for and came. */
export interface KnownReply {
  readonly reply: Reply;
  readonly askedAt: number;
  readonly at: number;
}

export interface QuestionsOptions {
  readonly nameServers: () => NameServers;
  readonly health: ResolverHealth;
  /** Milliseconds until a question has failed. */
  readonly limitMs?: number | undefined;
  /** Milliseconds that never run backwards. */
  readonly now: () => number;
  /** Called now and then for a question that stays open: time to find out whose fault it is. */
  readonly onSilence: (name: string, askedAt: number) => void;
}

/** Questions to DNS: one at a time for each name and family, whoever wants to know, and replies kept for their time. */
export class Questions {
  readonly #options: QuestionsOptions;
  // By family and name: a key made of both would be made, and hashed, anew for each look.
  readonly #open = { 4: new Map<string, Question>(), 6: new Map<string, Question>() };
  readonly #kept = { 4: new Map<string, KnownReply>(), 6: new Map<string, KnownReply>() };
  #timer: NodeJS.Timeout | undefined;
  /** True while the resolver answers nobody. */
  isResolverSilent = false;

  constructor(options: QuestionsOptions) {
    this.#options = options;
  }

  /** The reply that is still good, if there is one. */
  known(name: string, family: Family): KnownReply | null {
    const kept = this.#kept[family].get(name);
    if (!kept) return null;
    const age = this.#options.now() - kept.at;
    return age < kept.reply.ttlMs ? kept : null;
  }

  /** True for a family that had no address lately, of a name that has some of the other family. */
  isMissing(name: string, family: Family): boolean {
    const kept = this.#kept[family].get(name);
    return (
      kept?.reply.code === 'ENODATA' &&
      this.#options.now() - kept.at < MISSING_FAMILY_MS &&
      this.#kept[family === 4 ? 6 : 4].get(name)?.reply.code === null
    );
  }

  /** Asks, or joins the question that is open. Never rejects. */
  ask(name: string, family: Family): Pick<Question, 'askedAt' | 'reply'> {
    return this.#open[family].get(name) ?? this.#start(name, family);
  }

  #start(name: string, family: Family): Question {
    const { promise: reply, resolve } = Promise.withResolvers<Reply>();
    const askedAt = this.#options.now();
    const suspectAt = askedAt + SILENCE_MS;
    const question: Question = { name, family, askedAt, reply, resolve, suspectAt };
    this.#open[family].set(name, question);
    const isDoubtful = isFault(this.#kept[family].get(name)?.reply.code ?? null);
    this.#options.nameServers().ask({ name, family, isDoubtful }, (answer) => {
      this.#close(question, answer);
    });
    this.#timer ??= setInterval(() => {
      this.#look();
    }, LOOK_EVERY_MS).unref();
    return question;
  }

  #close(question: Question, reply: Reply): void {
    const { name, family, askedAt } = question;
    const open = this.#open[family];
    const isOpen = open.get(name) === question;
    // A reply that comes after the limit still says something, unless it is a second silence.
    if (!isOpen && isFault(reply.code)) return;
    if (isOpen) open.delete(name);
    this.#keep(question, { reply, askedAt, at: this.#options.now() });
    this.#note(question, reply);
    question.resolve(reply);
    if (this.#open[4].size + this.#open[6].size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #keep({ name, family }: Question, reply: KnownReply): void {
    const kept = this.#kept[family];
    kept.delete(name);
    kept.set(name, reply);
    if (kept.size <= MAX_KEPT) return;
    const [oldest] = kept.keys();
    if (oldest !== undefined) kept.delete(oldest);
  }

  #note({ name, askedAt }: Question, { code, addresses }: Reply): void {
    const { health } = this.#options;
    if (isFault(code)) return health.failed(name);
    this.isResolverSilent = false;
    health.answered(name, { hasAddresses: addresses.length > 0, askedAt });
    // One family of two may well be missing; that no name is there at all is a loss.
    if (code === 'ENOTFOUND') health.failed(name);
  }

  #look(): void {
    const now = this.#options.now();
    const { limitMs: usualMs = LIMIT_MS } = this.#options;
    const limitMs = this.isResolverSilent ? Math.min(SHORT_LIMIT_MS, usualMs) : usualMs;
    for (const family of [4, 6] as const) this.#lookAt(this.#open[family], now, limitMs);
  }

  #lookAt(open: ReadonlyMap<string, Question>, now: number, limitMs: number): void {
    for (const question of open.values()) {
      const age = now - question.askedAt;
      // Questions are in the order in which they were asked.
      if (age < Math.min(SILENCE_MS, limitMs)) break;
      if (now >= question.suspectAt) {
        question.suspectAt = now + STILL_SILENT_MS;
        this.#options.onSilence(question.name, question.askedAt);
      }
      if (age >= limitMs) this.#close(question, failedReply('ETIMEOUT'));
    }
  }
}
