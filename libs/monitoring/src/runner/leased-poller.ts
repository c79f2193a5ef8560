import type { Lease } from '@app/domain';
import type { Log } from '../ports/log.ts';
import { repeat, type Repeating } from './repeat.ts';

/** An item of work, and the token of the lease that it is held by. */
export interface Held<T> {
  item: T;
  token: string;
}

export interface LeasedPollerParts<T> {
  /** What is done, as the end of a sentence: `certificate checks`. */
  name: string;
  log: Log;
  now: () => Date;
  newId: () => string;
  /** From the end of one look for due work to the start of the next. */
  tickMs: number;
  /** Items that are done at the same time, at most. */
  concurrency: number;
  /** Must outlive the longest item and the write of its result. */
  leaseMs: number;
  /** Takes up to `limit` due items, each under the lease. */
  claim: (claim: { now: Date; limit: number; lease: Lease }) => Promise<readonly T[]>;
  /** Does one item. One that rejects is logged and comes back when its lease has run out. */
  run: (item: T, signal: AbortSignal) => Promise<void>;
  /** What the log says of an item that failed. */
  describe: (item: T) => object;
  /** Gives leases back of items that were not done. */
  release: (held: readonly Held<T>[]) => Promise<void>;
}

/**
 * The claim source of work that any worker may take: an item's lease decides. Does a few items at a time, apart from
 * http checks, so that it never delays those.
 */
export class LeasedPoller<T> {
  readonly #parts: LeasedPollerParts<T>;
  readonly #claiming: Repeating;
  readonly #stopping = new AbortController();
  readonly #running = new Map<Promise<void>, Held<T>>();
  #isStopped = false;

  constructor(parts: LeasedPollerParts<T>) {
    this.#parts = parts;
    this.#claiming = repeat(() => this.#claimAll(), {
      name: `looking for due ${parts.name}`,
      everyMs: parts.tickMs,
      log: parts.log,
    });
  }

  /** Claims no more, gives what is being done a grace, and gives the leases of the rest back. */
  async stop(graceMs: number): Promise<void> {
    this.#isStopped = true;
    const cancel = setTimeout(() => {
      this.#stopping.abort(new Error('The worker stops.'));
    }, graceMs);
    const held = [...this.#running.values()];
    await Promise.all([this.#claiming.stop(), ...this.#running.keys()]);
    clearTimeout(cancel);
    await this.#release(held);
  }

  /** Goes on until nothing is due, so that much work at once is not bound to the ticks. */
  async #claimAll(): Promise<void> {
    while (!this.#isStopped && (await this.#claimSome())) {
      await Promise.race(this.#running.keys());
    }
  }

  /** Fills the free places; true when all are taken and more may be due. */
  async #claimSome(): Promise<boolean> {
    const { claim, concurrency, leaseMs, newId, now } = this.#parts;
    const limit = concurrency - this.#running.size;
    const at = now();
    const lease = { token: newId(), until: new Date(at.getTime() + leaseMs) };
    const claimed = await claim({ now: at, limit, lease });
    if (this.#isStopped) {
      // The stop came meanwhile and does not know of these.
      await this.#release(claimed.map((item) => ({ item, token: lease.token })));
      return false;
    }
    for (const item of claimed) this.#take(item, lease.token);
    return claimed.length === limit;
  }

  #take(item: T, token: string): void {
    const run = this.#run(item).finally(() => this.#running.delete(run));
    this.#running.set(run, { item, token });
  }

  async #run(item: T): Promise<void> {
    const { signal } = this.#stopping;
    const { run, describe, log, name } = this.#parts;
    try {
      await run(item, signal);
    } catch (error) {
      if (signal.aborted) return;
      log.error({ ...describe(item), err: error }, `one of the ${name} was not recorded`);
    }
  }

  async #release(held: readonly Held<T>[]): Promise<void> {
    const { release, log, name } = this.#parts;
    if (held.length === 0) return;
    await release(held).catch((error: unknown) => {
      log.warn({ err: error }, `leases of ${name} were left to run out`);
    });
  }
}
