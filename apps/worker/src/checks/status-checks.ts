import {
  authorityOf,
  type ClaimedTarget,
  type FailureClass,
  type FinishedCheck,
  type Offline,
  staggerMs,
} from '@app/domain';
import {
  type CheckSteps,
  probeClaimed,
  type ProbeClaimedPorts,
  signOfCheck,
} from '@app/monitoring';
import type { LoopWatch } from '../loop-watch.ts';
import type { Attendance } from './attendance.ts';
import type { ConcurrencyLimiter, PermitRequest } from './concurrency-limiter.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import { discountOverload } from './overload.ts';
import type { Recorder } from './recorder.ts';
import { Semaphore } from './semaphore.ts';

/** Checks that make further attempts at the same time, at most, as a share of the places; the others make do with one. */
const RETRYING_SHARE = 0.1;
const MIN_RETRYING = 4;

export interface StatusChecksParts {
  ports: ProbeClaimedPorts;
  limiter: Pick<ConcurrencyLimiter, 'run'>;
  loopWatch: Pick<LoopWatch, 'blockedMs'>;
  /** Checks that run at the same time, at most. */
  concurrency: number;
  attendance: Attendance;
  recorder: Pick<Recorder<FinishedCheck>, 'add'>;
  keeper: Pick<LeaseKeeper, 'ended'>;
  /** Where this worker stands; null for nowhere in particular. */
  place: () => FinishedCheck['place'] | null;
}

/** Failures that say nothing about how long the next check will take: the fault was ours. */
const OURS: ReadonlySet<FailureClass> = new Set(['egress', 'network', 'overload', 'internal']);

/** How checks that decide a status are carried out: they wait for a place, and are recorded in batches. */
export class StatusChecks implements CheckSteps<ClaimedTarget, FinishedCheck> {
  readonly #parts: StatusChecksParts;
  readonly #retrying: Semaphore;
  #finished = 0;

  constructor(parts: StatusChecksParts) {
    this.#parts = parts;
    const retrying = Math.floor(parts.concurrency * RETRYING_SHARE);
    this.#retrying = new Semaphore(Math.max(MIN_RETRYING, retrying));
  }

  /** Checks that were probed since the start. */
  get finished(): number {
    return this.#finished;
  }

  async probe(claimed: ClaimedTarget, signal: AbortSignal): Promise<FinishedCheck> {
    const { ports, limiter, attendance } = this.#parts;
    const now = ports.now();
    const attendedFrom = attendance.from(claimed.slot, now);
    // Its place is free again when it ends: nobody waits while the network is asked about.
    const finished = await limiter.run(permitFor(claimed, now), signal, () =>
      this.#probeInPlace(claimed, signal),
    );
    const place = this.#parts.place();
    return { ...finished, attendedFrom, ...(place && { place }) };
  }

  readonly signOf = signOfCheck;

  unseen(
    { result, ...finished }: FinishedCheck,
    failure: FinishedCheck['result']['failure'],
    offline: Offline,
  ): FinishedCheck {
    return { ...finished, offline, result: { ...result, outcome: 'inconclusive', failure } };
  }

  async record(finished: FinishedCheck): Promise<void> {
    const { recorder, keeper } = this.#parts;
    keeper.ended(finished.claimed);
    await recorder.add(finished);
  }

  /** When many targets fail at once there is no place for further attempts: those of a check yield to other checks. */
  async #retryingIfPossible<T>(probe: (mayRetry: () => boolean) => Promise<T>): Promise<T> {
    const taken = new Set<Semaphore>();
    const mayRetry = (): boolean => {
      if (taken.size === 0 && this.#retrying.tryEnter()) taken.add(this.#retrying);
      return taken.size > 0;
    };
    try {
      return await probe(mayRetry);
    } finally {
      for (const place of taken) place.leave();
    }
  }

  async #probeInPlace(claimed: ClaimedTarget, signal: AbortSignal): Promise<FinishedCheck> {
    const { ports, loopWatch } = this.#parts;
    const from = performance.now();
    const finished = await this.#retryingIfPossible((mayRetry) =>
      probeClaimed(ports, claimed, { signal, mayRetry }),
    );
    const to = performance.now();
    this.#finished++;
    const blockedMs = loopWatch.blockedMs(from, to);
    const conditions = { blockedMs, durationMs: to - from };
    const result = discountOverload(finished.result, conditions);
    return { ...finished, result, loopDelayMs: blockedMs };
  }
}

/** What a check that would begin now asks of the limiter. */
function permitFor({ target, slot }: ClaimedTarget, now: Date): PermitRequest {
  const { id, url, intervalSeconds, lastCheck, schedule } = target;
  // A slow check may carry the failure that put it off; its host answers.
  const failure = lastCheck?.outcome === 'slow' ? null : (lastCheck?.failure?.class ?? null);
  // Somebody waits for it: a scheduled check answers the urgent one that is due, too.
  const isUrgent = schedule.urgent !== null && schedule.urgent.slot <= now;
  const holdBackUntil = slot.getTime() + staggerMs(id, intervalSeconds);
  return {
    host: authorityOf(url),
    isUrgent,
    failing: failure === null || OURS.has(failure) ? null : failure,
    // Who is late already waits no longer.
    staggerMs: isUrgent ? 0 : holdBackUntil - now.getTime(),
  };
}
