export interface OutboxRunnerOptions {
  /** Carries out the outbox entries of some targets. Never rejects. */
  apply: (targetIds: readonly string[]) => Promise<void>;
  now: () => Date;
  /** Milliseconds that never run backwards. */
  elapsedMs?: () => number;
  /** Targets that are taken at a time. */
  batchSize?: number;
  concurrency?: number;
  capacity?: number;
}

/** Alerts of one batch open together: each step of all of them is one question to the store. */
const BATCH_SIZE = 50;
/** More at once would only take the store from the results that come meanwhile. */
const CONCURRENCY = 2;
/** A batch that takes longer hangs, as on a connection that is silent: the reconciler takes over. */
const HANGS_AFTER_MS = 10_000;
/** Ids that wait at most; the reconciler finds those beyond. */
const CAPACITY = 20_000;

/**
 * Carries out the outbox entries of recorded checks, beside the recording of others: on a bad day thousands of alerts open at
 * once, and neither results nor the memory that they take may wait for that.
 */
export class OutboxRunner {
  readonly #options: Required<OutboxRunnerOptions>;
  readonly #waiting: { id: string; since: Date }[] = [];
  /** What is under way, since when the first of each batch waits, and when on the clock it was begun. */
  readonly #running = new Map<Promise<void>, { since: Date; begunMs: number }>();

  constructor(options: OutboxRunnerOptions) {
    this.#options = {
      elapsedMs: () => performance.now(),
      batchSize: BATCH_SIZE,
      concurrency: CONCURRENCY,
      capacity: CAPACITY,
      ...options,
    };
  }

  /**
   * Since when the first waits of all that will be done here; null when none does. A batch that hangs is not counted, and
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
    const { concurrency, batchSize, apply, elapsedMs, now } = this.#options;
    while (this.#waiting.length > 0 && this.#running.size < concurrency) {
      const batch = this.#waiting.splice(0, batchSize);
      const run = apply(batch.map(({ id }) => id)).finally(() => {
        this.#running.delete(run);
        this.#start();
      });
      this.#running.set(run, { since: batch[0]?.since ?? now(), begunMs: elapsedMs() });
    }
  }
}
