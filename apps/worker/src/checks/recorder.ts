import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@app/monitoring';

/** What is known of a result that is to be recorded. */
export interface Recordable {
  claimed: { target: { id: string } };
}

export interface RecorderOptions<T extends Recordable> {
  /** Writes a batch; it may be called again with the same batch after it rejected. */
  record: (finished: readonly T[]) => Promise<void>;
  /** Whether an error means that the store is away, and not that it refuses what it was given. */
  isOutage: (error: unknown) => boolean;
  log: Log;
  flushMs?: number;
  batchSize?: number;
  /** Results that wait for the store at most; more are dropped and counted. */
  capacity?: number;
  retryMs?: { first: number; longest: number };
}

/** Each batch is a transaction of the store: fewer of them cost it less. */
const FLUSH_MS = 150;
const BATCH_SIZE = 100;
const CAPACITY = 10_000;
const RETRY_MS = { first: 250, longest: 5_000 };
/** Times that a result is refused, while others are recorded, before it is given up. */
const REFUSALS = 4;

interface Entry<T> {
  finished: T;
  settle: () => void;
}

/**
 * Records finished checks in small batches. A batch that the store refuses is halved until the one result is found
 * that cannot be recorded: the others are, and that one is given up and counted. While the store is away batches wait and are tried again; a
 * loss of ours makes no verdict, so what does not fit is dropped and its slot stays without a result.
 */
export class Recorder<T extends Recordable> {
  readonly #options: Required<RecorderOptions<T>>;
  readonly #batches = new Set<Promise<void>>();
  readonly #stopping = new AbortController();
  #open: Entry<T>[] = [];
  #timer: NodeJS.Timeout | undefined;
  #waiting = 0;
  #dropped = 0;
  /** Batches that were recorded since the start. */
  #recorded = 0;
  /** Targets whose newest result was refused, and since when. */
  readonly #refused = new Map<string, Date>();

  constructor(options: RecorderOptions<T>) {
    this.#options = {
      flushMs: FLUSH_MS,
      batchSize: BATCH_SIZE,
      capacity: CAPACITY,
      retryMs: RETRY_MS,
      ...options,
    };
  }

  /** Results that were dropped since the start. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Targets whose results the store refuses, and since when. */
  get refused(): ReadonlyMap<string, Date> {
    return this.#refused;
  }

  /** Results that are not recorded yet. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Records a check soon; resolves when it is recorded or had to be dropped. */
  add(finished: T): Promise<void> {
    if (this.#waiting >= this.#options.capacity) {
      if (this.#dropped++ === 0) {
        this.#options.log.error({}, 'the store is away for too long: results are dropped');
      }
      return Promise.resolve();
    }
    this.#waiting++;
    return new Promise((settle) => {
      this.#open.push({ finished, settle });
      if (this.#open.length >= this.#options.batchSize) this.#flush();
      else this.#timer ??= setTimeout(() => this.#flush(), this.#options.flushMs);
    });
  }

  /** Records what is there; what cannot be recorded within the time is given up. */
  async close(timeoutMs: number): Promise<void> {
    this.#flush();
    const timer = setTimeout(() => {
      this.#stopping.abort();
    }, timeoutMs);
    await Promise.all(this.#batches);
    clearTimeout(timer);
  }

  /** Resolves when what is being written now is written, or given up. */
  async written(): Promise<void> {
    await Promise.all(this.#batches);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#open.length === 0) return;
    const entries = this.#open;
    this.#open = [];
    const batch = this.#write(entries).finally(() => {
      this.#batches.delete(batch);
      this.#waiting -= entries.length;
      for (const { settle } of entries) settle();
    });
    this.#batches.add(batch);
  }

  async #write(entries: readonly Entry<T>[]): Promise<void> {
    const { record, isOutage, retryMs, log } = this.#options;
    const { signal } = this.#stopping;
    const finished = entries.map((entry) => entry.finished);
    const recordedBefore = this.#recorded;
    for (
      let refusals = 0, delayMs = retryMs.first;
      ;
      delayMs = Math.min(delayMs * 2, retryMs.longest)
    ) {
      try {
        await record(finished);
        this.#recorded++;
        for (const { claimed } of finished) this.#refused.delete(claimed.target.id);
        return;
      } catch (error) {
        log.debug({ err: error, results: finished.length }, 'results could not be recorded yet');
        if (!isOutage(error)) {
          if (entries.length > 1) {
            await this.#halve(entries);
            return;
          }
          // As long as nothing else gets through the store itself may be the reason.
          if (++refusals >= REFUSALS && this.#recorded > recordedBefore) {
            this.#giveUp(finished, error);
            return;
          }
        }
      }
      if (signal.aborted) break;
      await sleep(delayMs, undefined, { signal }).catch(() => undefined);
    }
    this.#dropped += entries.length;
    log.warn({ results: entries.length }, 'results were given up, because the worker stops');
  }

  async #halve(entries: readonly Entry<T>[]): Promise<void> {
    const middle = Math.ceil(entries.length / 2);
    await Promise.all([this.#write(entries.slice(0, middle)), this.#write(entries.slice(middle))]);
  }

  #giveUp(finished: readonly T[], error: unknown): void {
    this.#dropped += finished.length;
    for (const { claimed } of finished) {
      const { id } = claimed.target;
      if (!this.#refused.has(id)) this.#refused.set(id, new Date());
      this.#options.log.error({ targetId: id, err: error }, 'a result could not be recorded');
    }
  }
}
