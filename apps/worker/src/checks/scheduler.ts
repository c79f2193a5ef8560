import type { ClaimedTarget, HeldTarget, Ports } from '@app/monitoring';
import { repeat, type Repeating } from '../repeat.ts';
import { claimDueChecks, startOfClaimed } from './leases.ts';
import type { Recorder } from './recorder.ts';
import type { CheckRunner } from './runner.ts';
import { SlotTimer } from './slot-timer.ts';

/**
 * How far ahead checks are claimed, so that each can start exactly at its slot. What waits lives through the
 * collections of young garbage, which makes a longer look-ahead dearer.
 */
const LOOK_AHEAD_MS = 750;
/** At most half of the look-ahead, so that every slot is claimed before it comes; each tick costs three questions. */
const TICK_MS = 250;
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

/** Claims due checks of the partitions that this worker holds, a moment ahead, and starts each one at its slot. */
export class CheckScheduler {
  readonly #parts: SchedulerParts;
  readonly #claiming: Repeating;
  readonly #slots = new SlotTimer((claimed) => this.#start(claimed));
  readonly #stopping = new AbortController();
  readonly #running = new Map<Promise<void>, ClaimedTarget>();
  /** How long the last claim took. */
  #claimMs = 0;
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
    const held = [...this.#slots.stop(), ...this.#running.values()];
    const cancel = setTimeout(() => {
      this.#stopping.abort(new Error('The worker stops.'));
    }, graceMs);
    await Promise.all(this.#running.keys());
    clearTimeout(cancel);
    return held.map(({ target: { id }, lease: { token } }) => ({ id, token }));
  }

  async #claim(): Promise<void> {
    const { ports, partitions, concurrency } = this.#parts;
    for (;;) {
      const free = concurrency * IN_HAND_FACTOR - this.#slots.waiting - this.#running.size;
      const held = partitions();
      if (free <= 0 || held.length === 0 || this.#isStopped) return;
      const limit = Math.min(free, BATCH);
      const now = ports.now();
      const horizon = new Date(now.getTime() + LOOK_AHEAD_MS);
      const startBy = startOfClaimed(now, horizon, this.#claimMs);
      const begunAt = performance.now();
      const claimed = await claimDueChecks(ports, { partitions: held, horizon, startBy, limit });
      this.#claimMs = performance.now() - begunAt;
      this.#slots.add(claimed, ports.now());
      if (claimed.length < limit) return;
    }
  }

  #start(claimed: ClaimedTarget): void {
    const run = this.#run(claimed).finally(() => this.#running.delete(run));
    this.#running.set(run, claimed);
  }

  async #run(claimed: ClaimedTarget): Promise<void> {
    const { ports, runner, recorder } = this.#parts;
    const { signal } = this.#stopping;
    try {
      const finished = await runner.run(claimed, false, signal);
      if (finished) void recorder.add(finished);
    } catch (error) {
      if (!signal.aborted) ports.log.error({ err: error }, 'a check could not be run');
    }
  }
}
