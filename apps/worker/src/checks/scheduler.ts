import {
  type CheckRunner,
  type CheckSteps,
  type Ports,
  repeat,
  type Repeating,
} from '@app/monitoring';
import type { ClaimedTarget, HeldTarget } from '@app/domain';
import type { Attendance } from './attendance.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import { leaseEnd, startOfClaimed } from './leases.ts';
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
  checks: CheckSteps<ClaimedTarget, unknown>;
  keeper: LeaseKeeper;
  attendance: Attendance;
  /** Partitions whose checks may be claimed at the moment. */
  partitions: () => readonly number[];
  /** Checks that run at the same time, at most. */
  concurrency: number;
}

/**
 * The claim source of checks that decide a status: claims those of the partitions that this worker holds, a moment ahead, and starts
 * each one at its slot.
 */
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
    const { ports, partitions, concurrency, attendance } = this.#parts;
    for (;;) {
      const free = concurrency * IN_HAND_FACTOR - this.#slots.waiting - this.#running.size;
      const held = partitions();
      if (held.length === 0 || this.#isStopped) return;
      const limit = Math.min(free, BATCH);
      const claimed = limit > 0 ? await this.#claimDue(held, limit) : [];
      attendance.look(ports.now());
      this.#hold(claimed);
      if (limit <= 0 || claimed.length < limit) return;
    }
  }

  async #claimDue(partitions: readonly number[], limit: number): Promise<ClaimedTarget[]> {
    const { ports } = this.#parts;
    const now = ports.now();
    const horizon = new Date(now.getTime() + LOOK_AHEAD_MS);
    const startBy = startOfClaimed(now, horizon, this.#claimMs);
    const lease = { token: ports.newId(), until: leaseEnd(startBy) };
    const begunAt = performance.now();
    const claimed = await ports.targets.claimDue({ partitions, horizon, limit, now, lease });
    this.#claimMs = performance.now() - begunAt;
    return claimed;
  }

  #hold(claimed: readonly ClaimedTarget[]): void {
    for (const one of claimed) this.#parts.keeper.hold(one);
    this.#slots.add(claimed, this.#parts.ports.now());
  }

  #start(claimed: ClaimedTarget): void {
    const run = this.#run(claimed).finally(() => this.#running.delete(run));
    this.#running.set(run, claimed);
  }

  async #run(claimed: ClaimedTarget): Promise<void> {
    const { ports, runner, checks, keeper } = this.#parts;
    const letGo = (): void => keeper.letGo(claimed);
    const { signal } = this.#stopping;
    try {
      const { recorded } = await runner.run(checks, claimed, signal);
      void recorded.then(letGo);
    } catch (error) {
      letGo();
      if (!signal.aborted) ports.log.error({ err: error }, 'a check could not be run');
    }
  }
}
