/** Calls that were counted, and when counting starts anew. */
export interface CallWindow {
  readonly count: number;
  readonly resetAt: Date;
}

/** More callers than honest ones are at a time; what a flood from many addresses may cost in memory. */
const CAPACITY = 10_000;

/** Counts calls by key in windows of time, within bounded memory. */
export class CallWindows {
  readonly #windows = new Map<string, CallWindow>();
  readonly #capacity: number;

  constructor(capacity = CAPACITY) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#windows.size;
  }

  /** Counts a call and returns the window that it is in; a key that was not seen for a window begins a new one. */
  count(key: string, windowMs: number, now: Date): CallWindow {
    const known = this.#windows.get(key);
    const window =
      known && isOpen(known, windowMs, now)
        ? { count: known.count + 1, resetAt: known.resetAt }
        : { count: 1, resetAt: new Date(now.getTime() + windowMs) };
    if (!known && this.#windows.size >= this.#capacity) this.#makeRoom(now);
    this.#windows.set(key, window);
    return window;
  }

  /** Begins anew with a key. */
  forget(key: string): void {
    this.#windows.delete(key);
  }

  /** Drops what is over, or else what was begun first. */
  #makeRoom(now: Date): void {
    for (const [key, { resetAt }] of this.#windows) if (resetAt <= now) this.#windows.delete(key);
    if (this.#windows.size < this.#capacity) return;
    const [oldest] = this.#windows.keys();
    if (oldest !== undefined) this.#windows.delete(oldest);
  }
}

/** A window that ends later than one can was made by a clock that was ahead. */
const isOpen = ({ resetAt }: CallWindow, windowMs: number, now: Date): boolean =>
  resetAt > now && resetAt.getTime() - now.getTime() <= windowMs;
