import { ServerError } from './bson/errors.ts';

// A point read behind a long scan waits for one turn of it; the aim is 50 ms with many scans at once.
const turnMs = 4;

/**
 * Gives the other commands their turn: long work calls {@link breathe} wherever it may pause, and
 * pauses only when its turn is over.
 */
export class Pace {
  readonly #deadline: number;
  #turnEnds = performance.now() + turnMs;

  /** `deadline` is when the client stops waiting, on the clock of `performance.now()`. */
  constructor(deadline: number) {
    this.#deadline = deadline;
  }

  /** Whether {@link breathe} should be awaited now. Throws 50 when the client's time is over. */
  get isOver(): boolean {
    const now = performance.now();
    if (now > this.#deadline) throw new ServerError(50, 'operation exceeded time limit');
    return now > this.#turnEnds;
  }

  async breathe(): Promise<void> {
    await new Promise(setImmediate);
    this.#turnEnds = performance.now() + turnMs;
  }
}
