import { AppError } from '@app/domain';
import {
  afterRefusal,
  type CallClass,
  CallClass as Classes,
  type CallRule,
  type CallsPerMinute,
  callerOf,
  type CallWindow,
  CallWindows,
  FLOOD_REFUSALS,
  OpenStreams,
  type Refusals,
  REFUSALS_END_MS,
  type StreamLimits,
  subjectOf,
  type SystemLimits,
} from '@app/domain/limits';
import type { CallWindowStore } from '../ports/call-windows.ts';
import type { Ports } from '../ports/index.ts';

type LimitPorts = Pick<Ports, 'callWindows' | 'floods' | 'log' | 'now'>;

export interface CallLimitsOptions {
  readonly ports: LimitPorts;
  /** What each call counts as, by the path of the procedure or the route. */
  readonly rules: Readonly<Record<string, CallRule>>;
  /** Null turns rate limits and cooldowns off. */
  readonly perMinute: CallsPerMinute | null;
  readonly streams: StreamLimits;
  /** Counts for all processes what else each counts for itself, in a memory that they share; null where there is none. */
  readonly quickWindows?: CallWindowStore | null;
}

/** A call that wants to be made. */
export interface Call {
  readonly path: string;
  /** Address of the caller. */
  readonly address: string;
  /** Not validated. */
  readonly input?: unknown;
}

const MINUTE_MS = 60_000;
/** Counting together must not cost more than the call itself. */
const SHARED_WITHIN_MS = 500;
/** A flood is noted for the other processes this often. */
const NOTE_MS = 5_000;
const MAX_CALLERS = 1_000;
const MAX_SHOWN = 20;

/**
 * Reads and writes cost the process that answers, and are counted there; what all processes would do together to
 * somebody else, or to the databases, is counted by all of them together.
 */
const IS_SHARED: Readonly<Record<CallClass, boolean>> = {
  read: false,
  write: false,
  outgoing: true,
  costly: true,
};

/**
 * Limits per caller: how often calls of each class may be made, how soon the same costly thing may be asked for again,
 * and how many live streams may be open. While nobody counts for all of them, each process counts for itself.
 */
export class CallLimits {
  readonly #options: CallLimitsOptions;
  readonly #windows = new CallWindows();
  readonly #streams: OpenStreams;
  readonly #refusals = new Map<string, Refusals>();
  readonly #notedAt = new Map<string, number>();

  constructor(options: CallLimitsOptions) {
    this.#options = options;
    this.#streams = new OpenStreams(options.streams);
  }

  /**
   * Counts a call before it is made.
   *
   * @returns what ends its cooldown, for a call that did not do what it was to do
   * @throws limit, with the time to wait
   */
  async admit({ path, address, input }: Call): Promise<() => void> {
    const { rules, perMinute } = this.#options;
    const rule = rules[path];
    if (!perMinute || !rule) return NOTHING;
    const caller = callerOf(address);
    const isShared = IS_SHARED[rule.class];
    const window = await this.#count(`${rule.class} ${caller}`, {
      windowMs: MINUTE_MS,
      limit: perMinute[rule.class],
      isShared,
    });
    if (window) {
      const most = perMinute[rule.class];
      throw this.#refuse({ caller, class: rule.class }, window, TOO_MANY(most));
    }
    const subject = subjectOf(rule, input);
    if (!rule.cooldown || subject === null) return NOTHING;
    const key = `${path} ${rule.cooldown.per === null ? caller : subject}`;
    const { calls: limit, seconds } = rule.cooldown;
    const held = await this.#count(key, { windowMs: seconds * 1_000, limit, isShared });
    if (held) throw this.#refuse({ caller, class: rule.class }, held, A_MOMENT_AGO);
    return () => {
      this.#windows.forget(key);
      void this.#togetherFor(isShared)?.forget(key).catch(ignore);
    };
  }

  /**
   * Takes a place for a live stream and returns what gives it back.
   *
   * @throws limit
   */
  openStream(address: string): () => void {
    const caller = callerOf(address);
    const close = this.#streams.take(caller);
    if (close) return close;
    const resetAt = new Date(this.#options.ports.now().getTime() + STREAM_WAIT_MS);
    throw this.#refuse({ caller, class: 'stream' }, { count: 0, resetAt }, TOO_MANY_STREAMS);
  }

  /** Callers that were refused in the last minute, here or, where it was a flood, by any process; the worst first. */
  async refused(): Promise<Refusals[]> {
    const since = new Date(this.#options.ports.now().getTime() - REFUSALS_END_MS);
    const floods = await this.#options.ports.floods.since(since).catch(() => []);
    const all = new Map(floods.map((one) => [one.caller, one]));
    for (const one of this.#refusals.values()) {
      if (one.lastAt >= since && one.refused >= (all.get(one.caller)?.refused ?? 0)) {
        all.set(one.caller, one);
      }
    }
    return [...all.values()].sort((a, b) => b.refused - a.refused).slice(0, MAX_SHOWN);
  }

  /** The limits and whom they concern at the moment. */
  async describe(): Promise<SystemLimits> {
    const { rules, perMinute, streams } = this.#options;
    const calls = Object.entries(rules);
    return {
      enabled: perMinute !== null,
      classes: Classes.options.flatMap((name) =>
        perMinute
          ? {
              name,
              perMinute: perMinute[name],
              calls: calls.flatMap(([path, rule]) => (rule.class === name ? path : [])),
            }
          : [],
      ),
      cooldowns: calls.flatMap(([call, { cooldown }]) =>
        perMinute && cooldown ? { call, ...cooldown } : [],
      ),
      streams: { ...streams, open: this.#streams.open },
      refused: await this.refused(),
    };
  }

  /** The window of a call that is one too many; null when it may be made. */
  async #count(
    key: string,
    { windowMs, limit, isShared }: { windowMs: number; limit: number; isShared: boolean },
  ): Promise<CallWindow | null> {
    const own = this.#windows.count(key, windowMs, this.#options.ports.now());
    // What this process refuses need not bother the store: that is what a flood would want.
    if (own.count > limit) return own;
    const together = this.#togetherFor(isShared);
    const all = together && (await countWithin(together, key, windowMs));
    return all && all.count > limit ? all : null;
  }

  /** Who counts for all processes; null where each counts for itself. */
  #togetherFor(isShared: boolean): CallWindowStore | null {
    const { ports, quickWindows = null } = this.#options;
    return isShared ? ports.callWindows : quickWindows;
  }

  #refuse(
    who: Pick<Refusals, 'caller' | 'class'>,
    { resetAt }: CallWindow,
    what: string,
  ): AppError {
    const now = this.#options.ports.now();
    this.#note(afterRefusal(this.#refusals.get(who.caller), who, now), now);
    const seconds = Math.max(1, Math.ceil((resetAt.getTime() - now.getTime()) / 1_000));
    return new AppError('limit', `${what} Try again in ${seconds} s.`, {
      reason: 'RATE_LIMIT',
      retryAfterSeconds: seconds,
    });
  }

  #note(refusals: Refusals, now: Date): void {
    const { caller, refused } = refusals;
    const isNew = !this.#refusals.has(caller);
    if (isNew && this.#refusals.size >= MAX_CALLERS) {
      const [oldest] = this.#refusals.keys();
      if (oldest !== undefined) this.#forget(oldest);
    }
    this.#refusals.set(caller, refusals);
    const notedAt = this.#notedAt.get(caller) ?? 0;
    if (refused < FLOOD_REFUSALS || Math.abs(now.getTime() - notedAt) < NOTE_MS) return;
    this.#notedAt.set(caller, now.getTime());
    const { floods, log } = this.#options.ports;
    if (refused === FLOOD_REFUSALS) log.warn({ ...refusals }, 'a caller floods the api');
    void floods.note(refusals).catch(ignore);
  }

  #forget(caller: string): void {
    this.#refusals.delete(caller);
    this.#notedAt.delete(caller);
  }
}

/** Null while the store does not answer: then the count of this process has to do. */
async function countWithin(
  store: CallWindowStore,
  key: string,
  windowMs: number,
): Promise<CallWindow | null> {
  const { promise: tooLate, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(resolve, SHARED_WITHIN_MS, null);
  const counting = store.count(key, windowMs).catch(() => null);
  const window = await Promise.race([counting, tooLate]);
  clearTimeout(timer);
  return window;
}

const STREAM_WAIT_MS = 10_000;
const NOTHING = (): void => undefined;
/** The next refusal notes it again. */
const ignore = (): void => undefined;
const TOO_MANY = (perMinute: number): string =>
  `Your address made more calls of this kind than the ${perMinute} a minute that it may.`;
const A_MOMENT_AGO = 'This was asked for several times a moment ago.';
const TOO_MANY_STREAMS =
  'Too many live pages are open. Close some; this page goes on without live updates meanwhile.';
