import { Semaphore } from './semaphore.ts';

/** Checks of a host that run at once while it answers: a monitor must not be a load. */
const PER_HOST = 2;
/** A check that takes longer hangs, as far as the others of its host are concerned, which wait behind it. */
export const HOST_LONG_MS = 1_000;
/** For so many checks that hang another one may start: many targets on a silent host must all have their turn. */
const HANGING_PER_PLACE = 4;

/** Places for the checks of one host. Those that hang wait for a timeout and are no load: they make room. */
export class HostPlaces {
  readonly #starting = new Semaphore(PER_HOST);
  readonly #limit: number;
  #hanging = 0;

  /** @param limit checks that may hang at the same time */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get isIdle(): boolean {
    return this.#starting.isIdle && this.#hanging === 0;
  }

  /** Resolves once there is a place. Rejects with the reason of the signal when it aborts before. */
  enter(isUrgent: boolean, signal: AbortSignal): Promise<void> {
    return this.#starting.enter(isUrgent, signal);
  }

  leave(): void {
    this.#starting.leave();
  }

  /** Moves a check that hangs to a place apart, which is to be left instead; null when there is none. */
  makeRoom(): { leave: () => void } | null {
    if (this.#hanging >= this.#limit) return null;
    this.#hang(1);
    this.#starting.leave();
    return { leave: () => this.#hang(-1) };
  }

  #hang(more: number): void {
    this.#hanging += more;
    this.#starting.limit = PER_HOST + Math.floor(this.#hanging / HANGING_PER_PLACE);
  }
}
