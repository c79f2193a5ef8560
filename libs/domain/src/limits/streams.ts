/** How many live streams may be open. */
export interface StreamLimits {
  readonly perCaller: number;
  readonly inAll: number;
}

/** Counts the live streams that are open, by caller. */
export class OpenStreams {
  readonly #byCaller = new Map<string, number>();
  readonly #limits: StreamLimits;
  #open = 0;

  constructor(limits: StreamLimits) {
    this.#limits = limits;
  }

  get open(): number {
    return this.#open;
  }

  /** Takes a place for a stream and returns what gives it back, once; null when there is none. */
  take(caller: string): (() => void) | null {
    const ofCaller = this.#byCaller.get(caller) ?? 0;
    if (this.#open >= this.#limits.inAll || ofCaller >= this.#limits.perCaller) return null;
    this.#open++;
    this.#byCaller.set(caller, ofCaller + 1);
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      this.#open--;
      const left = (this.#byCaller.get(caller) ?? 1) - 1;
      if (left > 0) this.#byCaller.set(caller, left);
      else this.#byCaller.delete(caller);
    };
  }
}
