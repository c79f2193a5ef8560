import { setTimeout as sleep } from 'node:timers/promises';
import type { FailureClass } from '@app/domain';
import { Semaphore } from './semaphore.ts';

/** At most two checks of a host at once: a monitor must not be a load. */
const PER_HOST = 2;
/** Share of all places for targets that failed in one way, and for all that failed: the rest stays healthy. */
const SHARE = { class: 0.5, failing: 0.75 };
/** A check that takes longer waits for the network: it needs no CPU, and its place goes to another one. */
const LONG_MS = 1_000;
/** Places for checks that take long, as a multiple of the others: many targets may begin to hang at once. */
const LONG_FACTOR = 4;

export interface Visitor {
  /** Host and port: services on one machine are different places. */
  host: string;
  /** Confirmations and checks that people wait for go first. */
  isUrgent: boolean;
  /** How the last check failed: this one will probably do so, too, and hold its place for long. */
  failing: FailureClass | null;
  /** Wait before the start when others of the host are there, so that they do not come as a burst. */
  holdBackMs: number;
}

/**
 * Limits how many checks run: in all, by host, and of those that probably fail, in all and by class. Those that do
 * take long make room.
 */
export class Gate {
  readonly #all: Semaphore;
  readonly #long: Semaphore;
  readonly #failing: Semaphore;
  readonly #classes = new Map<FailureClass, Semaphore>();
  readonly #classLimit: number;
  readonly #hosts = new Map<string, Semaphore>();

  constructor(limit: number) {
    const shareOf = (share: number): number => Math.max(1, Math.floor(limit * share));
    this.#all = new Semaphore(limit);
    this.#long = new Semaphore(limit * LONG_FACTOR);
    this.#failing = new Semaphore(shareOf(SHARE.failing));
    this.#classLimit = shareOf(SHARE.class);
  }

  /** Runs a task once there is a place for it. Rejects when the signal aborts before that. */
  async run<T>(visitor: Visitor, signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    if (visitor.holdBackMs > 0 && this.#hosts.has(visitor.host)) {
      await holdBack(visitor.holdBackMs, signal);
    }
    const host = placeOf(this.#hosts, visitor.host, PER_HOST);
    // From the scarcest place to the common one: who waits for its host keeps nobody else waiting.
    const places = [host, ...this.#failingPlaces(visitor), this.#all];
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

  #failingPlaces({ failing }: Visitor): Semaphore[] {
    if (failing === null) return [];
    return [placeOf(this.#classes, failing, this.#classLimit), this.#failing];
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

function placeOf<Key>(places: Map<Key, Semaphore>, key: Key, limit: number): Semaphore {
  const place = places.get(key) ?? new Semaphore(limit);
  places.set(key, place);
  return place;
}

async function holdBack(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {
    signal.throwIfAborted();
  });
}
