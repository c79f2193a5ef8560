import { setTimeout as sleep } from 'node:timers/promises';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { CheckOutcome, Failure, FailureClass, HttpProbe, ProbeResult } from '@app/domain';
import type { EgressGuard } from '@app/platform';
import { trustContext, type TrustOptions } from '../trust.ts';
import { arrivalClock } from './arrival-clock.ts';
import { attempt, type AttemptResult } from './attempt.ts';
import { backoffMs, MIN_ATTEMPT_MS } from './backoff.ts';
import { isOurs } from './failure/is-ours.ts';
import { DeadlineError } from './failure/timeout-failure.ts';
import type { Clock } from './phase-clock.ts';

export interface HttpProbeOptions extends TrustOptions {
  readonly egress: EgressGuard;
  /** Names product and version, for instance `mini-netumo/1.0.0 (+uptime check)`. */
  readonly userAgent: string;
  readonly clock?: Clock;
}

/** Failures that another try cannot change. All others may pass: one bad backend of several is enough. */
const LASTING: ReadonlySet<FailureClass> = new Set(['egress', 'redirect', 'internal']);

function outcomeOf(failure: Failure | null, isSlow: boolean): CheckOutcome {
  if (!failure) return isSlow ? 'slow' : 'ok';
  return isOurs(failure.class) ? 'inconclusive' : 'failed';
}

function toResult(last: AttemptResult, attempts: number, slowMs: number | null): ProbeResult {
  const { wasSent, retryAfterMs, repeats, ...evidence } = last;
  const { failure, latencyMs } = evidence;
  const isSlow = slowMs !== null && latencyMs !== null && latencyMs > slowMs;
  return {
    ...evidence,
    outcome: outcomeOf(failure, isSlow),
    attempts: (wasSent ? attempts : attempts - 1) + repeats,
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  };
}

/**
 * Creates the http probe. A check makes up to 1 + `retries` attempts, each on a fresh connection, with growing
 * pauses, all within `timeoutMs`; a hanging attempt uses what is left of it. A
 * pause is never shorter than what the server asked for by `Retry-After`; one that does not fit ends the check.
 */
export function createHttpProbe({
  egress,
  userAgent,
  clock = () => performance.now(),
  ...trust
}: HttpProbeOptions): HttpProbe {
  let shared: SecureContext | undefined;
  const secureContext = (): SecureContext => (shared ??= createSecureContext(trustContext(trust)));
  const dependencies = {
    guard: egress,
    secureContext,
    now: clock,
    arrived: arrivalClock(clock),
    userAgent,
  };

  return async (check, { signal, mayRetry = () => true }) => {
    signal?.throwIfAborted();
    const { timeoutMs, retries } = check.request;
    const deadline = clock() + timeoutMs;
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(new DeadlineError()), timeoutMs);
    const forward = (): void => stop.abort(signal?.reason);
    signal?.addEventListener('abort', forward);
    try {
      for (let attempts = 1; ; attempts++) {
        const last = await attempt(check, dependencies, stop.signal);
        signal?.throwIfAborted();
        const isDone = !last.failure || LASTING.has(last.failure.class) || attempts > retries;
        const pause = Math.max(backoffMs(attempts), last.retryAfterMs ?? 0);
        if (isDone || clock() + pause + MIN_ATTEMPT_MS > deadline || !mayRetry()) {
          return toResult(last, attempts, check.slowMs);
        }
        await sleep(pause, undefined, { signal: stop.signal }).catch(() => undefined);
        signal?.throwIfAborted();
      }
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', forward);
    }
  };
}
