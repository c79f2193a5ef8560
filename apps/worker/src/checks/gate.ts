import { Semaphore } from './semaphore.ts';

/** At most two checks of a host at once: a monitor must not be a load. */
const PER_HOST = 2;
/** Share of all places that targets which timed out last may use, so that they never delay the others. */
const HANGING_SHARE = 0.5;
/** A check that takes longer waits for the network: it needs no CPU, and its place goes to another one. */
const LONG_MS = 1_000;
/** Places for checks that take long, as a multiple of the others: many targets may begin to hang at once. */
const LONG_FACTOR = 4;

export interface Visitor {
  /** Host and port: services on one machine are different places. */
  host: string;
  /** Confirmations and checks that people wait for go first. */
  isUrgent: boolean;
  /** The last check timed out: this one will probably hold its place for long. */
  isHanging: boolean;
}

/** Limits how many checks run: in all, by host, and of those that probably hang; those that do hang make room. */
export class Gate {
  readonly #all: Semaphore;
  readonly #hanging: Semaphore;
  readonly #long: Semaphore;
  readonly #hosts = new Map<string, Semaphore>();

  constructor(limit: number) {
    this.#all = new Semaphore(limit);
    this.#long = new Semaphore(limit * LONG_FACTOR);
    this.#hanging = new Semaphore(Math.max(1, Math.floor(limit * HANGING_SHARE)));
  }

  /** Runs a task once there is a place for it. Rejects when the signal aborts before that. */
  async run<T>(visitor: Visitor, signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    const host = this.#hosts.get(visitor.host) ?? new Semaphore(PER_HOST);
    this.#hosts.set(visitor.host, host);
    // From the scarcest place to the common one: who waits for its host keeps nobody else waiting.
    const places = [host, ...(visitor.isHanging ? [this.#hanging] : []), this.#all];
    const entered: Semaphore[] = [];
    try {
      for (const place of places) {
        await place.enter(visitor.isUrgent, signal);
        entered.push(place);
      }
      return await this.#makingRoom(task, entered);
    } finally {
      for (const place of entered.toReversed()) place.leave();
      if (host.isIdle) this.#hosts.delete(visitor.host);
    }
  }

  /** Runs a task; when it takes long it moves to a place apart, as long as there is one. */
  async #makingRoom<T>(task: () => Promise<T>, entered: Semaphore[]): Promise<T> {
    const timer = setTimeout(() => {
      if (!this.#long.tryEnter()) return;
      entered.splice(entered.indexOf(this.#all), 1, this.#long);
      this.#all.leave();
    }, LONG_MS);
    try {
      return await task();
    } finally {
      clearTimeout(timer);
    }
  }
}
