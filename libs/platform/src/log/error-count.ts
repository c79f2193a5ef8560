const MINUTE_MS = 60_000;
/** The minute moves on in steps of this length. */
const STEP_MS = 5_000;
const STEPS = MINUTE_MS / STEP_MS;

/** Counts the errors of the last minute. */
export class ErrorCount {
  readonly #now: () => number;
  /** How many there were in each step of time, and which step that was. */
  readonly #steps = Array.from({ length: STEPS }, () => ({ step: -1, count: 0 }));

  /** @param now time that never goes back, in milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  add(): void {
    const step = this.#step;
    const index = step % STEPS;
    const kept = this.#steps[index];
    this.#steps[index] = { step, count: kept?.step === step ? kept.count + 1 : 1 };
  }

  get perMinute(): number {
    const oldest = this.#step - STEPS;
    return this.#steps.reduce((sum, { step, count }) => sum + (step > oldest ? count : 0), 0);
  }

  get #step(): number {
    return Math.floor(this.#now() / STEP_MS);
  }
}
