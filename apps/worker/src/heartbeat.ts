import {
  type LockedSecrets,
  otherRegions,
  type Offline,
  type Stuck,
  type WorkerHeartbeat,
} from '@app/domain';
import type { OwnFigures } from '@app/domain/backups';
import { type Log, type WorkerStore, repeat, type Repeating } from '@app/monitoring';
import type { Waits } from './checks/concurrency-limiter.ts';
import { BEAT_MS, fairShare } from './partitions/fair-share.ts';

/** Checks that wait longer than this for a place are worth a line of the log. */
const LONG_WAIT_MS = 10_000;
/** A pace is one of a minute: between two beats a worker of few targets often does nothing. */
const PACE_BEATS = 60_000 / BEAT_MS;

export interface HeartbeatParts {
  id: string;
  /** Where this worker stands; null for nowhere in particular. */
  region: string | null;
  workers: WorkerStore;
  log: Log;
  now: () => Date;
  /** The longest delay of the event loop since the last beat, in milliseconds. */
  takeLoopDelayMs: () => number;
  /** How long checks wait for a place. */
  takeWaits: () => Waits;
  /** Checks that this worker has finished since its start. */
  finishedChecks: () => number;
  /** Ways out of this machine that are away. */
  offline: () => readonly Offline[];
  /** Work that fails again and again. */
  stuck: () => Stuck | null;
  /** What this process tells of itself. */
  ownFigures: () => Promise<Partial<OwnFigures>>;
  /** Secrets that this process cannot read. */
  locked: () => LockedSecrets | null;
  /** When this worker last took up all unfinished work; null when it has not yet. */
  reconciledAt: () => Date | null;
}

/** Gives signs of life to other processes and keeps an eye on theirs. */
export class Heartbeat {
  readonly #parts: HeartbeatParts;
  readonly #startedAt: Date;
  readonly #beating: Repeating;
  #beats: WorkerHeartbeat[] = [];
  /** Finished checks at each beat of the last minute, the oldest first. */
  readonly #finished: number[] = [];
  #isCrowded = false;

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

  /** Where this worker stands, and which other regions could look as well; null for nowhere in particular. */
  get place(): { region: string; others: readonly string[] } | null {
    const { region, now } = this.#parts;
    return region === null ? null : { region, others: otherRegions(this.#beats, region, now()) };
  }

  /** Says farewell, so that nobody counts on this worker any more, and nobody misses it. */
  async stop(): Promise<void> {
    await this.#beating.stop();
    await this.#parts.workers.deregister(this.#parts.id);
  }

  async #beat(): Promise<void> {
    const sign = { ...(await this.#parts.ownFigures()), ...this.#sign() };
    this.#logWaits(sign.longestWaitMs);
    await this.#parts.workers.heartbeat(sign);
    this.#beats = await this.#parts.workers.list();
  }

  /** Says when checks begin to wait for long, and when that is over. */
  #logWaits(longestMs: number): void {
    const isCrowded = longestMs > LONG_WAIT_MS;
    if (isCrowded === this.#isCrowded) return;
    this.#isCrowded = isCrowded;
    const { log } = this.#parts;
    if (isCrowded)
      log.warn({ longestMs }, 'checks wait long for a place: many targets hang at once');
    else log.info({ longestMs }, 'checks find their places again');
  }

  #sign(): WorkerHeartbeat & { longestWaitMs: number } {
    const finished = this.#parts.finishedChecks();
    const checksPerMinute = this.#pace(finished);
    const { waiting, longestMs } = this.#parts.takeWaits();
    const offline = this.#parts.offline();
    const stuck = this.#parts.stuck();
    const locked = this.#parts.locked();
    return {
      id: this.#parts.id,
      startedAt: this.#startedAt,
      at: this.#parts.now(),
      loopDelayMs: Math.round(this.#parts.takeLoopDelayMs()),
      checksPerMinute,
      waitingChecks: waiting,
      longestWaitMs: Math.round(longestMs),
      reconciledAt: this.#parts.reconciledAt() ?? this.#startedAt,
      opensSecrets: true,
      ...(this.#parts.region === null ? {} : { region: this.#parts.region }),
      ...(offline.length > 0 ? { offline: [...offline] } : {}),
      ...(stuck ? { stuck } : {}),
      ...(locked ? { locked } : {}),
    };
  }

  #pace(finished: number): number {
    const beats = this.#finished.length;
    const [oldest = finished] = this.#finished;
    this.#finished.push(finished);
    if (beats === PACE_BEATS) this.#finished.shift();
    return ((finished - oldest) * PACE_BEATS) / Math.max(1, beats);
  }
}
