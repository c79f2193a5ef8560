import type { FailureClass, ProbeResult } from '@app/domain';

/** How the process itself fared while a probe ran. */
export interface ProbeConditions {
  /** Time in which the event loop stood still. */
  blockedMs: number;
  durationMs: number;
}

/** Delays of ours below this never decide about a target. */
const MIN_BLOCKED_MS = 250;
/** Share of a probe's life that it may lose to us before it says nothing about the target. */
const MAX_BLOCKED_SHARE = 0.1;

/** Failures that a process which cannot keep up brings about by itself. */
const TIME_BOUND: ReadonlySet<FailureClass> = new Set(['timeout', 'reset']);

/**
 * Takes back a verdict that our own delay may have caused: a slow answer, a timeout or a reset while the
 * process stood still is `inconclusive`. An answer with a wrong status stays what it is, also one that asks to come back
 * later.
 */
export function discountOverload(result: ProbeResult, conditions: ProbeConditions): ProbeResult {
  const { blockedMs, durationMs } = conditions;
  const isTimeBound =
    (result.outcome === 'slow' && !result.failure) ||
    (result.outcome === 'failed' && TIME_BOUND.has(result.failure?.class ?? 'internal'));
  if (!isTimeBound || blockedMs < Math.max(MIN_BLOCKED_MS, durationMs * MAX_BLOCKED_SHARE)) {
    return result;
  }
  return {
    ...result,
    outcome: 'inconclusive',
    failure: {
      class: 'overload',
      code: null,
      fact: { is: 'stood-still', ms: Math.round(blockedMs) },
    },
  };
}
