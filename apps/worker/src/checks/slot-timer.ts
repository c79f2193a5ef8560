import type { ClaimedTarget } from '@app/domain';

/** Checks start in steps of this length: one turn of the event loop starts several, and each is a little late. */
const STEP_MS = 5;

interface Waiting {
  claimed: ClaimedTarget;
  /** By `performance.now()`: a clock that is set meanwhile changes nothing. */
  startAt: number;
}

/** Starts claimed checks at their slots, all by one timer. */
export class SlotTimer {
  readonly #start: (claimed: ClaimedTarget) => void;
  /** The next one to start comes last. */
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(start: (claimed: ClaimedTarget) => void) {
    this.#start = start;
  }

  /** Checks that wait for their slots. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Takes checks over; those whose slot has come start at once. */
  add(claimed: readonly ClaimedTarget[], now: Date): void {
    const zero = performance.now() - now.getTime();
    for (const one of claimed) {
      this.#waiting.push({ claimed: one, startAt: zero + one.slot.getTime() });
    }
    this.#waiting.sort((a, b) => b.startAt - a.startAt);
    this.#startDue();
  }

  /** Starts no more; answers the checks that were waiting. */
  stop(): ClaimedTarget[] {
    clearTimeout(this.#timer);
    const left = this.#waiting.map(({ claimed }) => claimed);
    this.#waiting = [];
    return left;
  }

  #startDue(): void {
    clearTimeout(this.#timer);
    const now = performance.now();
    let next = this.#waiting.at(-1);
    while (next && next.startAt <= now) {
      this.#waiting.pop();
      this.#start(next.claimed);
      next = this.#waiting.at(-1);
    }
    if (!next) return;
    this.#timer = setTimeout(() => this.#startDue(), Math.max(STEP_MS, next.startAt - now));
  }
}
