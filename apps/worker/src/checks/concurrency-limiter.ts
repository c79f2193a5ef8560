import { setTimeout as sleep } from 'node:timers/promises';
import type { FailureClass } from '@app/domain';
import { HOST_LONG_MS, HostPlaces } from './host-places.ts';
import { Semaphore } from './semaphore.ts';

/** Share of places for targets that failed in one way, and for all that failed: the rest stays healthy. */
const SHARE = { class: 0.5, failing: 0.75 };
/** A check that takes longer waits for the network: it needs no CPU, and its place goes to another one. */
const LONG_MS = 300;
/**
 * Places for checks that take long, as a multiple of the others: on a bad day thousands of targets hang at once, and
 * each needs its place for its whole deadline.
 */
const LONG_FACTOR = 15;
/** Share of those places for one host. */
const LONG_HOST_SHARE = 0.25;

export interface PermitRequest {
  /** Host and port: services on one machine are different places. */
  host: string;
  /** Confirmations and checks that people wait for go first. */
  isUrgent: boolean;
  /** How the last check failed: this one will probably do so, too, and hold its place for long. */
  failing: FailureClass | null;
  /** Wait before the start when others of the host are there, so that they do not come as a burst. */
  staggerMs: number;
}

/** How long checks wait for their places. */
export interface Waits {
  /** Checks that wait now. */
  waiting: number;
  /** The longest wait since this was asked last, in milliseconds. */
  longestMs: number;
}

interface Place {
  leave(): void;
}

interface Place {
  leave(): void;
}

/**
 * Limits how many checks run: in all, by host, and of those that probably fail, in all and by class. Those that do
 * take long make room, as long as there are places apart for them.
 */
export class ConcurrencyLimiter {
  readonly #all: Semaphore;
  readonly #long: Semaphore;
  /** Of the long ones those for targets that are known to hang. */
  readonly #knownLong: Semaphore;
  readonly #failing: Semaphore;
  readonly #classes = new Map<FailureClass, Semaphore>();
  readonly #classLimit: number;
  readonly #hosts = new Map<string, HostPlaces>();
  readonly #hostLongLimit: number;
  /** When each check that waits for its places began to, oldest first; by `performance.now()`. */
  readonly #waitingSince = new Map<PermitRequest, number>();
  #longestMs = 0;

  constructor(limit: number) {
    const shareOf = (share: number): number => Math.max(1, Math.floor(limit * share));
    this.#all = new Semaphore(limit);
    this.#long = new Semaphore(limit * LONG_FACTOR);
    this.#knownLong = new Semaphore(shareOf(LONG_FACTOR * SHARE.failing));
    this.#failing = new Semaphore(shareOf(SHARE.failing));
    this.#classLimit = shareOf(SHARE.class);
    this.#hostLongLimit = shareOf(LONG_FACTOR * LONG_HOST_SHARE);
  }

  /** How long checks wait; the longest wait is told once. */
  takeWaits(): Waits {
    const [oldest] = this.#waitingSince.values();
    const nowMs = oldest === undefined ? 0 : performance.now() - oldest;
    const longestMs = Math.max(this.#longestMs, nowMs);
    this.#longestMs = 0;
    return { waiting: this.#waitingSince.size, longestMs };
  }

  /** Runs a task once there is a place for it. Rejects when the signal aborts before that. */
  async run<T>(visitor: PermitRequest, signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    if (visitor.staggerMs > 0 && this.#hosts.has(visitor.host)) {
      await stagger(visitor.staggerMs, signal);
    }
    const host = this.#hosts.get(visitor.host) ?? new HostPlaces(this.#hostLongLimit);
    this.#hosts.set(visitor.host, host);
    const held = new Set<Place>();
    try {
      await this.#enter(visitor, signal, { host, held });
      return await this.#makingRoom(task, { host, held });
    } finally {
      for (const place of held) place.leave();
      if (host.isIdle) this.#hosts.delete(visitor.host);
    }
  }

  async #enter(
    visitor: PermitRequest,
    signal: AbortSignal,
    { host, held }: Holding,
  ): Promise<void> {
    const since = performance.now();
    this.#waitingSince.set(visitor, since);
    try {
      // From the scarcest place to the common one: who waits for its host keeps nobody else waiting.
      await host.enter(visitor.isUrgent, signal);
      held.add(host);
      if (visitor.failing === 'timeout' && this.#enterLong(held)) return;
      for (const place of [...this.#failingPlaces(visitor), this.#all]) {
        await place.enter(visitor.isUrgent, signal);
        held.add(place);
      }
    } finally {
      this.#waitingSince.delete(visitor);
      this.#longestMs = Math.max(this.#longestMs, performance.now() - since);
    }
  }

  /** A check that will hang takes no place that others need, not even for a moment. */
  #enterLong(held: Set<Place>): boolean {
    if (!this.#knownLong.tryEnter()) return false;
    held.add(this.#knownLong);
    const isIn = this.#long.tryEnter();
    if (isIn) held.add(this.#long);
    return isIn;
  }

  #failingPlaces({ failing }: PermitRequest): Semaphore[] {
    if (failing === null) return [];
    const ofClass = this.#classes.get(failing) ?? new Semaphore(this.#classLimit);
    this.#classes.set(failing, ofClass);
    return [ofClass, this.#failing];
  }

  /** Runs a task; when it takes long it moves to places apart, as soon as there are some. */
  async #makingRoom<T>(task: () => Promise<T>, holding: Holding): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const look = (lasted: number): void => {
      this.#makeRoom(holding, lasted);
      timer = setTimeout(look, HOST_LONG_MS, lasted + HOST_LONG_MS);
    };
    timer = setTimeout(look, LONG_MS, LONG_MS);
    try {
      return await task();
    } finally {
      clearTimeout(timer);
    }
  }

  #makeRoom({ host, held }: Holding, lasted: number): void {
    if (!held.has(this.#long) && this.#long.tryEnter()) {
      for (const place of held) {
        if (place === host) continue;
        held.delete(place);
        place.leave();
      }
      held.add(this.#long);
    }
    // A check that keeps a common place keeps that of its host: nobody of this host may take all of them.
    if (lasted < HOST_LONG_MS || !held.has(host) || !held.has(this.#long)) return;
    const apart = host.makeRoom();
    if (!apart) return;
    held.delete(host);
    held.add(apart);
  }
}

interface Holding {
  host: HostPlaces;
  held: Set<Place>;
}

async function stagger(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {
    signal.throwIfAborted();
  });
}
