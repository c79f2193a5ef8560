/** A worker that has not looked for due checks for this long was away: frozen, or without its store. */
const AWAY_MS = 15_000;

/**
 * Since when this worker has been looking for due checks without a break. A check that begins late has waited for
 * its turn from then on; before, nobody attended to it.
 */
export class Attendance {
  #lastAt: Date | null = null;
  #since: Date | null = null;

  /** Notes that due checks were looked for, with success. */
  look(now: Date): void {
    this.#since = this.#unbrokenUntil(now) ?? now;
    this.#lastAt = now;
  }

  /** Since when somebody attended to a check that begins now: from its slot on, if this worker was there. */
  from(slot: Date, now: Date): Date {
    const since = this.#unbrokenUntil(now);
    if (!since || slot > now) return now;
    return slot > since ? slot : since;
  }

  #unbrokenUntil(now: Date): Date | null {
    const sinceLastMs = this.#lastAt ? now.getTime() - this.#lastAt.getTime() : Infinity;
    // A clock that was set back makes a new beginning, too.
    return sinceLastMs >= 0 && sinceLastMs <= AWAY_MS ? this.#since : null;
  }
}
