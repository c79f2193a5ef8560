/** First wait after a failure; it doubles up to the longest one. */
const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 3_600_000;
/** Failures in a row before a piece of work counts as stuck. */
const STUCK_FAILURES = 3;
/** More than this is no few pieces of work any more, but a fault of everything. */
const CAPACITY = 1_000;

interface Setback {
  kind: string;
  id: string;
  failures: number;
  since: Date;
  notBefore: Date;
  reason: string;
}

/** Work that fails again and again, for people. */
export interface Stuck {
  count: number;
  since: Date;
  /** What the longest of them is, and what went wrong. */
  example: string;
}

/** Sets work apart that fails again and again, so that it keeps nothing else waiting, and is tried later. */
export class Setbacks {
  readonly #setbacks = new Map<string, Setback>();

  /** Notes that a piece of work failed. */
  failed(piece: { kind: string; id: string }, reason: string, now: Date): void {
    const key = `${piece.kind} ${piece.id}`;
    const known = this.#setbacks.get(key);
    if (!known && this.#setbacks.size >= CAPACITY) return;
    const failures = (known?.failures ?? 0) + 1;
    const waitMs = Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS);
    const notBefore = new Date(now.getTime() + waitMs);
    this.#setbacks.set(key, { ...piece, failures, since: known?.since ?? now, notBefore, reason });
  }

  /** Notes that a piece of work was done. */
  done({ kind, id }: { kind: string; id: string }): void {
    this.#setbacks.delete(`${kind} ${id}`);
  }

  /** Ids of work of a kind that is not to be tried yet. */
  waiting(kind: string, now: Date): string[] {
    return [...this.#setbacks.values()]
      .filter((one) => one.kind === kind && one.notBefore > now)
      .map(({ id }) => id);
  }

  /** What is stuck; null when nothing is. */
  get stuck(): Stuck | null {
    const stuck = [...this.#setbacks.values()].filter(({ failures }) => failures >= STUCK_FAILURES);
    const oldest = stuck.toSorted((a, b) => a.since.getTime() - b.since.getTime())[0];
    if (!oldest) return null;
    const { kind, id, since, reason } = oldest;
    return { count: stuck.length, since, example: `${kind} ${id}: ${reason}` };
  }
}
