export interface FollowUpOptions {
  /** Does what follows for some targets. Never rejects. */
  follow: (targetIds: readonly string[]) => Promise<void>;
  now: () => Date;
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
  readonly #waiting: { id: string; since: Date }[] = [];
  /** What is under way, and since when the first of each lot waits. */
  readonly #running = new Map<Promise<void>, Date>();

  constructor(options: FollowUpOptions) {
    this.#options = { lot: BATCH_SIZE, concurrency: CONCURRENCY, capacity: CAPACITY, ...options };
  }

  /** Since when the first waits of all that are not done; null when none does. */
  get waitingSince(): Date | null {
    const [first = this.#waiting[0]?.since ?? null] = [...this.#running.values()].sort(
      (a, b) => a.getTime() - b.getTime(),
    );
    return first;
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
    const { concurrency, lot, follow } = this.#options;
    while (this.#waiting.length > 0 && this.#running.size < concurrency) {
      const batch = this.#waiting.splice(0, lot);
      const run = follow(batch.map(({ id }) => id)).finally(() => {
        this.#running.delete(run);
        this.#start();
      });
      this.#running.set(run, batch[0]?.since ?? this.#options.now());
    }
  }
}
