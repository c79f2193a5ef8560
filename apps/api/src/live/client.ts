import { type LiveEvent, narrowEvent } from '@app/domain';

export interface NumberedEvent {
  readonly id: string;
  readonly event: LiveEvent;
}

/** Events that may wait for one client; more than that, and it reads too slowly to be served. */
export const MAX_WAITING = 1_000;

/** The waiting events of one subscriber. */
export class LiveClient {
  #waiting: NumberedEvent[] = [];
  #wake: (() => void) | null = null;
  #isDropped = false;
  readonly #signal: AbortSignal;
  /** Targets that it shows; null for all. */
  readonly #shown: ReadonlySet<string> | null;

  constructor(signal: AbortSignal, shown: readonly string[] | null = null) {
    this.#signal = signal;
    this.#shown = shown && new Set(shown);
    signal.addEventListener('abort', () => this.#wake?.());
  }

  /** Adds events; a client that lets too many wait is dropped and holds no memory from then on. */
  push(events: readonly NumberedEvent[]): void {
    if (this.#isDropped) return;
    this.#waiting.push(...events);
    if (this.#waiting.length > MAX_WAITING) {
      this.#isDropped = true;
      this.#waiting = [];
    }
    this.#wake?.();
  }

  /** What of some events it wants to be told; `changed` are the targets whose status is another one now. */
  wanted(events: readonly LiveEvent[], changed: ReadonlySet<string>): readonly LiveEvent[] {
    const shown = this.#shown;
    if (!shown) return events;
    return events.flatMap((event) => narrowEvent(event, shown, changed) ?? []);
  }

  /** Takes everything that waits; with nothing there, waits for an event or the end of the signal. */
  async take(): Promise<NumberedEvent[]> {
    while (this.#waiting.length === 0 && !this.#isDropped && !this.#signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#isDropped) throw new SlowClientError();
    return this.#waiting.splice(0);
  }
}

/** A client read too slowly; it may come back and catch up. */
export class SlowClientError extends Error {
  constructor() {
    super('Live events were not read fast enough.');
    this.name = 'SlowClientError';
  }
}
