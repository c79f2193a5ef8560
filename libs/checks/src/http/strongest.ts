import type { FailureClass, Try } from '@app/domain';
import type { AttemptResult } from './attempt.ts';
import { isOurs } from './failure/is-ours.ts';

/** An attempt of a check, with its time in milliseconds of the probe's clock. */
export interface TimedAttempt {
  readonly result: AttemptResult;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Our deadline ended it, so that it says only that the answer was not there in what was left of the time. */
  readonly wasCut: boolean;
}

const SILENT: ReadonlySet<FailureClass> = new Set(['timeout', 'unreachable']);

/** How much an attempt proves about the target, the most first: see `strongest`. */
function weightOf({ result: { failure, statusCode }, wasCut }: TimedAttempt): number {
  if (!failure) return 6;
  if (isOurs(failure.class)) return 1;
  if (statusCode !== null) return 5;
  if (wasCut) return 2;
  return SILENT.has(failure.class) ? 3 : 4;
}

/**
 * The attempt that decides: a complete answer proves more than a refusal or a broken handshake, that more than
 * silence, silence more than an attempt that our deadline cut short, and a fault of ours proves nothing. Of equal ones
 * the newest counts.
 */
export function strongest(attempts: readonly [TimedAttempt, ...TimedAttempt[]]): TimedAttempt {
  return attempts.reduce((best, one) => (weightOf(one) >= weightOf(best) ? one : best));
}

/** What is kept of each attempt. */
export function triesOf(attempts: readonly [TimedAttempt, ...TimedAttempt[]]): Try[] {
  const [{ startedAt: begin }] = attempts;
  return attempts.map(({ result, startedAt, endedAt }) => ({
    afterMs: Math.max(0, Math.round(startedAt - begin)),
    failure: result.failure && { class: result.failure.class, code: result.failure.code },
    statusCode: result.statusCode,
    durationMs: Math.max(0, Math.round(endedAt - startedAt)),
    address: result.address,
  }));
}
