import { staggerMs, type FailureClass } from '@app/domain';
import { type ClaimedTarget, type FinishedCheck, type Ports, probeClaimed } from '@app/monitoring';
import type { LoopWatch } from '../loop-watch.ts';
import { explainCheck } from '../network/explain.ts';
import type { OwnNetwork } from '../network/own-network.ts';
import type { ConcurrencyLimiter, PermitRequest } from './concurrency-limiter.ts';
import type { Attendance } from './attendance.ts';
import { discountOverload } from './overload.ts';
import { Semaphore } from './semaphore.ts';

/** Checks that make further attempts at the same time, at most, as a share of the places; the others make do with one. */
const RETRYING_SHARE = 0.1;
const MIN_RETRYING = 4;

export interface RunnerParts {
  ports: Pick<Ports, 'probeHttp' | 'now' | 'log' | 'targets' | 'judgeUrl'>;
  gate: ConcurrencyLimiter;
  loopWatch: LoopWatch;
  /** Checks that run at the same time, at most. */
  concurrency: number;
  attendance: Attendance;
  network: OwnNetwork;
}

/** Failures that say nothing about how long the next check will take: the fault was ours. */
const OURS: ReadonlySet<FailureClass> = new Set(['egress', 'network', 'overload', 'internal']);

/** Figures of the checks that this process ran. */
export interface RunnerFigures {
  /** Checks that were probed. */
  finished: number;
}

/** Runs claimed checks: waits for a place, probes, and judges our own part in the result, seen beside those of others. */
export class CheckRunner {
  readonly #parts: RunnerParts;
  readonly #retrying: Semaphore;
  readonly figures: RunnerFigures = { finished: 0 };

  constructor(parts: RunnerParts) {
    this.#parts = parts;
    const retrying = Math.floor(parts.concurrency * RETRYING_SHARE);
    this.#retrying = new Semaphore(Math.max(MIN_RETRYING, retrying));
  }

  /** The finished check, to be recorded. Rejects only with the reason of the signal. */
  async run(
    claimed: ClaimedTarget,
    isUrgent: boolean,
    signal: AbortSignal,
  ): Promise<FinishedCheck> {
    const { ports, gate, attendance, network } = this.#parts;
    const attendedFrom = attendance.from(claimed.slot, ports.now());
    const finished = await gate.run(this.#visitor(claimed, isUrgent), signal, () =>
      this.#probe(claimed, signal),
    );
    // Its place is free again: nobody waits while the network is asked about.
    return await explainCheck(network, { ...finished, attendedFrom });
  }

  #visitor({ target, slot }: ClaimedTarget, isUrgent: boolean): PermitRequest {
    const { outcome, failure: found } = target.lastCheck ?? {};
    // A slow check may carry the failure that put it off; its host answers.
    const failure = outcome === 'slow' ? null : (found?.class ?? null);
    const holdBackUntil = slot.getTime() + staggerMs(target.id, target.intervalSeconds);
    return {
      host: new URL(target.url).host,
      isUrgent,
      failing: failure === null || OURS.has(failure) ? null : failure,
      // Who is late already waits no longer.
      staggerMs: isUrgent ? 0 : holdBackUntil - this.#parts.ports.now().getTime(),
    };
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

  async #probe(claimed: ClaimedTarget, signal: AbortSignal): Promise<FinishedCheck> {
    const { ports, loopWatch } = this.#parts;
    const from = performance.now();
    const finished = await this.#retryingIfPossible((mayRetry) =>
      probeClaimed(ports, claimed, { signal, mayRetry }),
    );
    const to = performance.now();
    this.figures.finished++;
    const blockedMs = loopWatch.blockedMs(from, to);
    const conditions = { blockedMs, durationMs: to - from };
    const result = discountOverload(finished.result, conditions);
    return { ...finished, result, loopDelayMs: blockedMs };
  }
}
