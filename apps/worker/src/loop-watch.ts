/** How often the event loop is asked whether it is on time. */
const SAMPLE_MS = 50;
/** Delays below this are the usual noise of a busy process. */
const NOTICED_MS = 30;
/** Longer than any check lives. */
const REMEMBERED_MS = 120_000;

interface Block {
  from: number;
  to: number;
}

/**
 * Watches for stretches in which the event loop stood still: overload, a frozen process, a machine asleep.
 * Times are those of `performance.now()`.
 */
export class LoopWatch {
  readonly #timer: NodeJS.Timeout;
  #expectedAt: number;
  #blocks: Block[] = [];
  #longestMs = 0;

  constructor() {
    this.#expectedAt = performance.now() + SAMPLE_MS;
    this.#timer = setInterval(() => {
      this.#sample(performance.now());
    }, SAMPLE_MS);
    this.#timer.unref();
  }

  /** Milliseconds within a stretch of time in which nothing could run. */
  blockedMs(from: number, to: number): number {
    this.#sample(performance.now());
    // They are in order of time. A busy machine has many, nearly all of which were over before.
    const before = this.#blocks.findLastIndex((block) => block.to <= from);
    return this.#blocks
      .slice(before + 1)
      .reduce(
        (sum, block) => sum + Math.max(0, Math.min(to, block.to) - Math.max(from, block.from)),
        0,
      );
  }

  /** The longest delay since this was asked last, in milliseconds. */
  takeLongestMs(): number {
    const longest = this.#longestMs;
    this.#longestMs = 0;
    return longest;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #sample(now: number): void {
    const delay = now - this.#expectedAt;
    this.#longestMs = Math.max(this.#longestMs, delay);
    if (delay > NOTICED_MS) {
      this.#blocks = this.#blocks.filter(({ to }) => to > now - REMEMBERED_MS);
      this.#blocks.push({ from: this.#expectedAt, to: now });
    }
    if (delay > -SAMPLE_MS / 2) this.#expectedAt = now + SAMPLE_MS;
  }
}
