import type { Log, WorkerBeat, WorkerStore } from '@app/monitoring';
import { BEAT_MS, fairShare } from './partitions/fair-share.ts';
import { repeat, type Repeating } from './repeat.ts';

export interface HeartbeatParts {
  id: string;
  workers: WorkerStore;
  log: Log;
  now: () => Date;
  /** The longest delay of the event loop since the last beat, in milliseconds. */
  takeLoopDelayMs: () => number;
  /** Checks that this worker has finished since its start. */
  finishedChecks: () => number;
}

/** Gives signs of life to other processes and keeps an eye on theirs. */
export class Heartbeat {
  readonly #parts: HeartbeatParts;
  readonly #startedAt: Date;
  readonly #beating: Repeating;
  #beats: WorkerBeat[] = [];
  #finishedBefore = 0;

  constructor(parts: HeartbeatParts) {
    this.#parts = parts;
    this.#startedAt = parts.now();
    this.#beating = repeat(() => this.#beat(), {
      name: 'giving a sign of life',
      everyMs: BEAT_MS,
      log: parts.log,
    });
  }

  /** Number of partitions that this worker should hold. */
  get share(): number {
    return fairShare(this.#beats, this.#parts.id, this.#parts.now());
  }

  /** Says farewell, so that nobody counts on this worker any more, and nobody misses it. */
  async stop(): Promise<void> {
    await this.#beating.stop();
    await this.#parts.workers.leave(this.#parts.id);
  }

  async #beat(): Promise<void> {
    await this.#parts.workers.beat(this.#sign());
    this.#beats = await this.#parts.workers.list();
  }

  #sign(): WorkerBeat {
    const finished = this.#parts.finishedChecks();
    const checksPerMinute = ((finished - this.#finishedBefore) * 60_000) / BEAT_MS;
    this.#finishedBefore = finished;
    return {
      id: this.#parts.id,
      startedAt: this.#startedAt,
      at: this.#parts.now(),
      loopDelayMs: Math.round(this.#parts.takeLoopDelayMs()),
      checksPerMinute,
    };
  }
}
