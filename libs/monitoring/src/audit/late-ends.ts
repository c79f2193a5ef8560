import { later } from '../timers.ts';

/** The end of a call that is still to be told to the audit log. */
type TellEnd = () => Promise<void>;

/** How soon it is tried again, as long as anything is left. */
const RETRY_MS = 2_000;
/** More are let go, the oldest first: of those it stays unknown how they ended. */
const MOST = 1_000;

/**
 * Remembers how calls ended while the audit log could not be reached, and tells it as soon as it can. A process that ends
 * before that takes this to its grave, and housekeeping adds what is known.
 */
export class LateEnds {
  readonly #ends = new Map<string, TellEnd>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #round: Promise<void> | null = null;

  /** How many are left. */
  get size(): number {
    return this.#ends.size;
  }

  add(callId: string, tell: TellEnd): void {
    this.#ends.set(callId, tell);
    const [oldest] = this.#ends.keys();
    if (this.#ends.size > MOST && oldest !== undefined) this.#ends.delete(oldest);
    this.#plan();
  }

  /** Tries once more, and then no longer. */
  async stop(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    await this.#round;
    await this.#tellAll();
    if (this.#timer) clearTimeout(this.#timer);
  }

  #plan(): void {
    if (this.#ends.size === 0 || this.#timer) return;
    this.#timer = later(() => {
      this.#timer = null;
      this.#round = this.#tellAll().finally(() => {
        this.#round = null;
        this.#plan();
      });
    }, RETRY_MS);
  }

  /** In the order of the calls; one that fails lets the others go first the next time. */
  async #tellAll(): Promise<void> {
    for (const [callId, tell] of [...this.#ends]) {
      this.#ends.delete(callId);
      try {
        await tell();
      } catch {
        this.#ends.set(callId, tell);
        return;
      }
    }
  }
}
