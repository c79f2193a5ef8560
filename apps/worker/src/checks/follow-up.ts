export interface FollowUpOptions {
  /** Does what follows for some targets. Never rejects. */
  follow: (targetIds: readonly string[]) => Promise<void>;
  now: () => Date;
  /** Milliseconds that never run backwards. */
  elapsedMs?: () => number;
  lot?: number;
  concurrency?: number;
  capacity?: number;
}

/** Alerts of one lot open one after the other. */
const BATCH_SIZE = 10;
/** More at once would only take the store from the results that come meanwhile. */
const CONCURRENCY = 4;
/** A lot that takes longer hangs, as on a connection that is silent: the reconciler takes over. */
const HANGS_AFTER_MS = 10_000;
/** Ids that wait at most; the reconciler finds those beyond. */
const CAPACITY = 20_000;

/**
 * Does what follows from recorded checks, beside the recording of others: on a bad day thousands of alerts open at
 * once, and neither results nor the memory that they take may wait for that.
 */
export class FollowUp {
  readonly #options: Required<FollowUpOptions>;
  readonly #waiting: { id: string; since: Date }[] = [];
  /** What is under way, since when the first of each lot waits, and when on the clock it was begun. */
  readonly #running = new Map<Promise<void>, { since: Date; begunMs: number }>();

  constructor(options: FollowUpOptions) {
    this.#options = {
      elapsedMs: () => performance.now(),
      lot: BATCH_SIZE,
      concurrency: CONCURRENCY,
      capacity: CAPACITY,
      ...options,
    };
  }

  /**
   * Since when the first waits of all that will be done here; null when none does. A lot that hangs is not counted, and
   * nothing that waits once all of them do.
   */
  get waitingSince(): Date | null {
    const { elapsedMs, concurrency } = this.#options;
    const oldest = elapsedMs() - HANGS_AFTER_MS;
    const going = [...this.#running.values()].filter(({ begunMs }) => begunMs > oldest);
    const hanging = this.#running.size - going.length;
    const [first = null] = going.map(({ since }) => since).sort((a, b) => Number(a) - Number(b));
    return first ?? (hanging < concurrency ? (this.#waiting[0]?.since ?? null) : null);
  }

  add(targetIds: readonly string[]): void {
    const since = this.#options.now();
    for (const id of targetIds.slice(0, this.#options.capacity - this.#waiting.length)) {
      this.#waiting.push({ id, since });
    }
    this.#start();
  }

  /** Goes on for a grace at most, and ends what it has begun: the reconciler of another worker does the rest. */
  async stop(graceMs: number): Promise<void> {
    const giveUp = setTimeout(() => (this.#waiting.length = 0), graceMs);
    while (this.#running.size > 0) await Promise.all(this.#running.keys());
    clearTimeout(giveUp);
  }

  #start(): void {
    const { concurrency, lot, follow, elapsedMs, now } = this.#options;
    while (this.#waiting.length > 0 && this.#running.size < concurrency) {
      const batch = this.#waiting.splice(0, lot);
      const run = follow(batch.map(({ id }) => id)).finally(() => {
        this.#running.delete(run);
        this.#start();
      });
      this.#running.set(run, { since: batch[0]?.since ?? now(), begunMs: elapsedMs() });
    }
  }
}
