import type { ClaimedTarget, HeldTarget, Ports } from '@app/monitoring';
import { repeat, type Repeating } from '../repeat.ts';
import { claimDueChecks } from './leases.ts';
import type { Recorder } from './recorder.ts';
import type { CheckRunner } from './runner.ts';

/** How far ahead checks are claimed, so that each can start exactly at its slot. */
const LOOK_AHEAD_MS = 1_000;
/** At most half of the look-ahead, so that every slot is claimed before it comes. */
const TICK_MS = 200;
/** Checks claimed by one batch. */
const BATCH = 500;
/** Claimed checks that may wait or run, as a multiple of the places for running ones. */
const IN_HAND_FACTOR = 20;

export interface SchedulerParts {
  ports: Pick<Ports, 'targets' | 'now' | 'newId' | 'log'>;
  runner: CheckRunner;
  recorder: Recorder;
  /** Partitions whose checks may be claimed at the moment. */
  partitions: () => readonly number[];
  /** Checks that run at the same time, at most. */
  concurrency: number;
}

/**
 * Claims due checks of the partitions that this worker holds, a moment ahead and all together, and starts
 * each one at its slot by a timer of its own.
 */
export class CheckScheduler {
  readonly #parts: SchedulerParts;
  readonly #claiming: Repeating;
  readonly #stopping = new AbortController();
  /** Checks in hand, with their leases. */
  readonly #inHand = new Map<Promise<void>, HeldTarget>();
  /** Wakes the checks that wait for their slot. */
  readonly #waiting = new Set<() => void>();
  #isStopped = false;

  constructor(parts: SchedulerParts) {
    this.#parts = parts;
    this.#claiming = repeat(() => this.#claim(), {
      name: 'looking for due checks',
      everyMs: TICK_MS,
      log: parts.ports.log,
    });
  }

  /**
   * Claims no more and gives running checks a grace. Answers the leases to be released, which must wait until
   * the results under them are recorded.
   */
  async stop(graceMs: number): Promise<HeldTarget[]> {
    this.#isStopped = true;
    await this.#claiming.stop();
    for (const wake of this.#waiting) wake();
    const held = [...this.#inHand.values()];
    const cancel = setTimeout(() => {
      this.#stopping.abort(new Error('The worker stops.'));
    }, graceMs);
    await Promise.all(this.#inHand.keys());
    clearTimeout(cancel);
    return held;
  }

  async #claim(): Promise<void> {
    const { ports, partitions, concurrency } = this.#parts;
    for (;;) {
      const free = concurrency * IN_HAND_FACTOR - this.#inHand.size;
      const held = partitions();
      if (free <= 0 || held.length === 0 || this.#isStopped) return;
      const limit = Math.min(free, BATCH);
      const horizon = new Date(ports.now().getTime() + LOOK_AHEAD_MS);
      const claimed = await claimDueChecks(ports, { partitions: held, horizon, limit });
      for (const one of claimed) this.#take(one);
      if (claimed.length < limit) return;
    }
  }

  #take(claimed: ClaimedTarget): void {
    const run = this.#runAtSlot(claimed).finally(() => this.#inHand.delete(run));
    this.#inHand.set(run, { id: claimed.target.id, token: claimed.lease.token });
  }

  async #runAtSlot(claimed: ClaimedTarget): Promise<void> {
    const { ports, runner, recorder } = this.#parts;
    const waitMs = claimed.slot.getTime() - ports.now().getTime();
    const { signal } = this.#stopping;
    try {
      if (waitMs > 0) await this.#wait(waitMs);
      if (this.#isStopped && waitMs > 0) return;
      const finished = await runner.run(claimed, false, signal);
      if (finished) void recorder.add(finished);
    } catch (error) {
      if (!signal.aborted) ports.log.error({ err: error }, 'a check could not be run');
    }
  }

  /** A timer and no listener on the signal: a thousand listeners on one signal cost more than the checks. */
  async #wait(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.#waiting.add(wake);
    });
  }
}
