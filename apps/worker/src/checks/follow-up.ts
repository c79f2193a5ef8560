export interface FollowUpOptions {
  /** Does what follows for some targets. Never rejects. */
  follow: (targetIds: readonly string[]) => Promise<void>;
  lot?: number;
  concurrency?: number;
  capacity?: number;
}

/** Alerts of one lot open one after the other. */
const BATCH_SIZE = 10;
/** More at once would only take the store from the results that come meanwhile. */
const CONCURRENCY = 4;
/** Ids that wait at most; the reconciler finds those beyond. */
const CAPACITY = 20_000;

/**
 * Does what follows from recorded checks, beside the recording of others: on a bad day thousands of alerts open at
 * once, and neither results nor the memory that they take may wait for that.
 */
export class FollowUp {
  readonly #options: Required<FollowUpOptions>;
  readonly #waiting: string[] = [];
  readonly #running = new Set<Promise<void>>();

  constructor(options: FollowUpOptions) {
    this.#options = { lot: BATCH_SIZE, concurrency: CONCURRENCY, capacity: CAPACITY, ...options };
  }

  add(targetIds: readonly string[]): void {
    this.#waiting.push(...targetIds.slice(0, this.#options.capacity - this.#waiting.length));
    this.#start();
  }

  /** Goes on for a grace at most, and ends what it has begun: the reconciler of another worker does the rest. */
  async stop(graceMs: number): Promise<void> {
    const giveUp = setTimeout(() => (this.#waiting.length = 0), graceMs);
    while (this.#running.size > 0) await Promise.all(this.#running);
    clearTimeout(giveUp);
  }

  #start(): void {
    const { concurrency, lot, follow } = this.#options;
    while (this.#waiting.length > 0 && this.#running.size < concurrency) {
      const run = follow(this.#waiting.splice(0, lot)).finally(() => {
        this.#running.delete(run);
        this.#start();
      });
      this.#running.add(run);
    }
  }
}
