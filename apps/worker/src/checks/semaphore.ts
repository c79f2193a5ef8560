interface Waiter {
  enter: () => void;
}

/** Lets a limited number of holders in at once; urgent ones go before all others that wait. */
export class Semaphore {
  #limit: number;
  #held = 0;
  readonly #urgent = new Set<Waiter>();
  readonly #others = new Set<Waiter>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** More places are filled at once; of fewer ones those above the limit stay until they are left. */
  set limit(limit: number) {
    this.#limit = limit;
    while (this.#held < limit && this.#letNextIn()) this.#held++;
  }

  get isIdle(): boolean {
    return this.#held === 0;
  }

  /** Resolves once there is a place. Rejects with the reason of the signal when it aborts before. */
  async enter(isUrgent: boolean, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.tryEnter()) return;
    const queue = isUrgent ? this.#urgent : this.#others;
    await new Promise<void>((resolve, reject) => {
      const waiter: Waiter = {
        enter: () => {
          signal.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      const giveUp = (): void => {
        queue.delete(waiter);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      queue.add(waiter);
    });
  }

  /** Takes a place if there is one now. */
  tryEnter(): boolean {
    if (this.#held >= this.#limit) return false;
    this.#held++;
    return true;
  }

  /** Gives a place up; the next that waits gets it. */
  leave(): void {
    if (this.#held > this.#limit || !this.#letNextIn()) this.#held--;
  }

  #letNextIn(): boolean {
    for (const queue of [this.#urgent, this.#others]) {
      const [next] = queue;
      if (next) {
        queue.delete(next);
        next.enter();
        return true;
      }
    }
    return false;
  }
}
