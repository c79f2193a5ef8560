import { type Reaction, TAKEN } from '../../receivers/receivers.ts';

/** Requests that come so soon after a refusal were under way before it could be read. */
const UNDER_WAY_MS = 250;

export interface ChatRules {
  /** Time between two messages that it takes, in milliseconds. */
  readonly spacingMs: number;
  /** Which of its requests it answers by asking for quiet, counted from 1. */
  readonly refuses: ReadonlySet<number>;
  /** For how long. */
  readonly quietSeconds: number;
}

/** A chat that takes so many messages a second, and asks for quiet now and then (429 with `Retry-After`). */
export class LimitedChat {
  readonly #rules: ChatRules;
  /** Requests that came although it had asked for quiet. */
  early = 0;
  /** Requests that came too fast for it. */
  tooFast = 0;
  #requests = 0;
  #quiet = { from: 0, until: 0 };
  #takenAt = 0;

  constructor(rules: ChatRules) {
    this.#rules = rules;
  }

  /** Answers a request that came at an instant, in milliseconds. */
  answer(at: number): Reaction {
    const { spacingMs, refuses } = this.#rules;
    this.#requests++;
    if (at < this.#quiet.until) {
      if (at > this.#quiet.from + UNDER_WAY_MS) this.early++;
      return refusal((this.#quiet.until - at) / 1_000);
    }
    const isTooFast = at - this.#takenAt < spacingMs;
    if (isTooFast) this.tooFast++;
    if (isTooFast || refuses.has(this.#requests)) return this.#askForQuiet(at);
    this.#takenAt = at;
    return TAKEN;
  }

  #askForQuiet(at: number): Reaction {
    const { quietSeconds } = this.#rules;
    this.#quiet = { from: at, until: at + quietSeconds * 1_000 };
    return refusal(quietSeconds);
  }
}

const refusal = (seconds: number): Reaction => ({
  status: 429,
  headers: { 'retry-after': String(Math.ceil(seconds)) },
  body: 'rate_limited',
});
