import { setTimeout as sleep } from 'node:timers/promises';
import { createSecureContext, type SecureContext } from 'node:tls';
import type {
  CheckOutcome,
  Expectation,
  FailureClass,
  HttpProbe,
  HttpProbeRequest,
  ProbeResult,
} from '@app/domain';
import type { EgressGuard } from '@app/platform';
import { trustContext, type TrustOptions } from '@app/platform';
import { arrivalClock } from './arrival-clock.ts';
import { attempt, FAMILIES, type AttemptResult } from './attempt.ts';
import { backoffMs, MIN_ATTEMPT_MS } from './backoff.ts';
import { isOurs } from './failure/is-ours.ts';
import { DeadlineError } from './failure/timeout-failure.ts';
import type { Clock } from './phase-clock.ts';
import { asksToComeLater } from './retry-after.ts';
import { strongest, triesOf, type TimedAttempt } from './strongest.ts';
import { withWrongScheme } from './wrong-scheme.ts';

export interface HttpProbeOptions extends TrustOptions {
  readonly egress: EgressGuard;
  /** Names product and version, for instance `mini-netumo/1.0.0 (+uptime check)`. */
  readonly userAgent: string;
  readonly clock?: Clock;
}

/** Failures that another try cannot change. All others may pass: one bad backend of several is enough. */
const LASTING: ReadonlySet<FailureClass> = new Set(['egress', 'redirect', 'internal']);

/** Whether an attempt only asks to come back later, where that does not count as a failure. */
const isPutOff = (
  { failure, statusCode, retryAfterMs }: AttemptResult,
  { retryLater }: Expectation,
): boolean =>
  failure?.class === 'status' && retryLater === 'slow' && asksToComeLater(statusCode, retryAfterMs);

function outcomeOf(result: AttemptResult, { expect, slowMs }: HttpProbeRequest): CheckOutcome {
  const { failure, latencyMs } = result;
  if (failure && isOurs(failure.class)) return 'inconclusive';
  if (failure) return isPutOff(result, expect) ? 'slow' : 'failed';
  return slowMs !== null && latencyMs !== null && latencyMs > slowMs ? 'slow' : 'ok';
}

function toResult(
  { result }: TimedAttempt,
  attempts: readonly [TimedAttempt, ...TimedAttempt[]],
  check: HttpProbeRequest,
): ProbeResult {
  const { wasSent: _, url, repeats: __, retryAfterMs, ...evidence } = result;
  const isSecured = url.protocol === 'https:' && check.url.startsWith('http:');
  const sent = attempts.map((one) => Number(one.result.wasSent) + one.result.repeats);
  return {
    ...evidence,
    outcome: outcomeOf(result, check),
    attempts: sent.reduce((sum, requests) => sum + requests, 0),
    ...(attempts.length > 1 ? { tries: triesOf(attempts) } : {}),
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
    ...(isSecured ? { securedAt: url.origin } : {}),
  };
}

/** Whether another attempt would be in vain, or a nuisance to a server that asks for patience. */
function isFinal({ result }: TimedAttempt, { expect }: HttpProbeRequest): boolean {
  const { failure, retryAfterMs } = result;
  if (!failure || LASTING.has(failure.class)) return true;
  return retryAfterMs === null && isPutOff(result, expect);
}

/**
 * Creates the http probe. A check makes up to 1 + `retries` attempts, each on a fresh connection, with growing
 * pauses, all within `timeoutMs`; a hanging attempt uses what is left of it. A
 * pause is never shorter than what the server asked for by `Retry-After`; one that does not fit ends the check. The
 * strongest evidence of the attempts decides, see `strongest`.
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
      const run = async (): Promise<TimedAttempt> => {
        const startedAt = clock();
        const result = await attempt(check, dependencies, stop.signal);
        const wasCut = stop.signal.aborted && result.statusCode === null;
        return { result, startedAt, endedAt: clock(), wasCut };
      };
      const attempts: [TimedAttempt, ...TimedAttempt[]] = [await run()];
      for (let last = attempts[0]; ; attempts.push((last = await run()))) {
        signal?.throwIfAborted();
        const isDone = attempts.length > retries || isFinal(last, check);
        const pause = Math.max(backoffMs(attempts.length), last.result.retryAfterMs ?? 0);
        if (isDone || clock() + pause + MIN_ATTEMPT_MS > deadline || !mayRetry()) {
          break;
        }
        await sleep(pause, undefined, { signal: stop.signal }).catch(() => undefined);
        signal?.throwIfAborted();
      }
      const decided = strongest(attempts);
      const result = toResult(decided, attempts, check);
      if (!result.failure || !mayRetry()) return result;
      const failure = await withWrongScheme(result.failure, decided.result.url, {
        guard: egress.behind(decided.result.address),
        secureContext,
        family: FAMILIES[check.request.ipFamily],
        signal: stop.signal,
      });
      signal?.throwIfAborted();
      return { ...result, failure };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', forward);
    }
  };
}
