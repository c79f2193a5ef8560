import { setImmediate } from 'node:timers';

const START = Date.parse('2026-03-02T12:00:00Z');

interface Timer {
  at: number;
  run: () => void;
}

/** Turns of the event loop without anything new until everything counts as waiting for the clock. */
const IDLE_TURNS = 2;

/**
 * Time that passes only when the model lets it: timers run in order, and between two of them everything that can go on
 * does so. The clock on the wall may be set; timers do not care.
 */
export class VirtualTime {
  /** Milliseconds since the beginning. */
  ms = 0;
  /** How far the clock on the wall was set ahead, in milliseconds. */
  aheadMs = 0;
  /** Grows with everything that happens. */
  activity = 0;
  readonly #timers = new Map<number, Timer>();
  #ids = 0;

  readonly now = (): Date => new Date(START + this.ms + this.aheadMs);

  /** The moment at which the clock on the wall will show an instant, if nobody sets it. */
  msOf(instant: Date): number {
    return instant.getTime() - START - this.aheadMs;
  }

  readonly setTimer = (run: () => void, ms = 0): number => {
    this.#timers.set(++this.#ids, { at: this.ms + Math.max(0, ms), run });
    return this.#ids;
  };

  readonly clearTimer = (id: number | undefined): void => {
    if (id !== undefined) this.#timers.delete(id);
  };

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.setTimer(resolve, ms));
  }

  /** When the next timer runs; Infinity without one. */
  get next(): number {
    let next = Infinity;
    for (const { at } of this.#timers.values()) if (at < next) next = at;
    return next;
  }

  /** Moves to a moment and runs what is due by then, in order. */
  moveTo(ms: number): void {
    this.ms = Math.max(this.ms, ms);
    const due = [...this.#timers].filter(([, { at }]) => at <= this.ms);
    due.sort(([a, one], [b, other]) => one.at - other.at || a - b);
    for (const [id, { run }] of due) {
      if (this.#timers.delete(id)) run();
    }
    if (due.length > 0) this.activity++;
  }

  /** Lets everything go on until it waits for the clock. */
  async settle(): Promise<void> {
    for (let idle = 0, seen = this.activity; idle < IDLE_TURNS; idle++) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (seen !== this.activity) {
        idle = -1;
        seen = this.activity;
      }
    }
  }

  /** Has everything follow this time, as long as `run` takes. */
  async rule<T>(random: () => number, run: () => Promise<T>): Promise<T> {
    const kept = [
      [globalThis, 'setTimeout', this.setTimer],
      [globalThis, 'clearTimeout', this.clearTimer],
      [Math, 'random', random],
      [performance, 'now', () => this.ms],
      [AbortSignal, 'timeout', (ms: number) => this.#abortAfter(ms)],
    ].map(([owner, name, value]) => {
      const before: unknown = Reflect.get(owner as object, name as string);
      Object.defineProperty(owner, name as string, { value, configurable: true, writable: true });
      return () =>
        Object.defineProperty(owner, name as string, {
          value: before,
          configurable: true,
          writable: true,
        });
    });
    try {
      return await run();
    } finally {
      for (const restore of kept) restore();
    }
  }

  #abortAfter(ms: number): AbortSignal {
    const controller = new AbortController();
    this.setTimer(() => controller.abort(new DOMException('Time is up.', 'TimeoutError')), ms);
    return controller.signal;
  }
}
