import * as z from 'zod';
import { TargetKind } from '../common/target-kind.ts';
import type { AfterRedirect, FailureFact, SpokenProtocol } from './failure-fact.ts';

/** The aspect of a target that a check judges; one that decides its status has the name of the kind of target. */
export const CheckKind = z.enum([...TargetKind.options, 'certificate']);
export type CheckKind = z.infer<typeof CheckKind>;

/** What a check found; `inconclusive` is a fault of ours and never counts against the target. */
export const CheckOutcome = z.enum(['ok', 'slow', 'failed', 'inconclusive']);
export type CheckOutcome = z.infer<typeof CheckOutcome>;

/**
 * Why a check ran. Only `scheduled` checks (the first one of a new target included) count for the uptime
 * ratio; a `confirmation` counts for the verdict only, a `manual` one was asked for by a person.
 */
export const CheckOrigin = z.enum(['scheduled', 'confirmation', 'manual']);
export type CheckOrigin = z.infer<typeof CheckOrigin>;

/** What went wrong, as a machine-readable class. The last four are ours: such a check is `inconclusive`. */
export const FailureClass = z.enum([
  'dns',
  'refused',
  'reset',
  'unreachable',
  'timeout',
  'tls',
  'status',
  'content',
  'redirect',
  'too-large',
  'protocol',
  'egress',
  'network',
  'overload',
  'internal',
]);
export type FailureClass = z.infer<typeof FailureClass>;

/** Why a check failed, as people read it. */
export const FailureView = z.object({
  class: FailureClass,
  /** Detail within the class: a phase for `timeout`, a TLS or DNS error code, or null. */
  code: z.string().nullable(),
  /** A sentence or a few; holds no data of the answer. */
  message: z.string(),
});
export type FailureView = z.infer<typeof FailureView>;

/** Why a check failed, as facts that `describeFailure` puts into words. */
export interface Failure extends Omit<FailureView, 'message'> {
  fact: FailureFact;
  /** Where it was found behind a redirect. */
  redirect?: AfterRedirect;
  /** What the port speaks, where it is not what the url says. */
  speaks?: SpokenProtocol;
}

/** A record with the facts of its failure in place of a sentence. */
export type WithFacts<View extends { failure: FailureView | null }> = Omit<View, 'failure'> & {
  failure: Failure | null;
};

const milliseconds = z.number().nonnegative().nullable();

/** Duration of each phase of the attempt that decided, in milliseconds; null where the phase did not happen. */
export const Phases = z.object({
  dnsMs: milliseconds,
  connectMs: milliseconds,
  tlsMs: milliseconds,
  firstByteMs: milliseconds,
  transferMs: milliseconds,
});
export type Phases = z.infer<typeof Phases>;

export const NO_PHASES: Phases = {
  dnsMs: null,
  connectMs: null,
  tlsMs: null,
  firstByteMs: null,
  transferMs: null,
};

/** An address of a name that was passed over because another one answered sooner. */
export const SkippedAddress = z.object({
  address: z.string(),
  /** `silent`, or the code of its error, for instance `ECONNREFUSED`. */
  reason: z.string(),
});
export type SkippedAddress = z.infer<typeof SkippedAddress>;

/** What one of several attempts of a check found. */
export const Try = z.object({
  /** When it began, in milliseconds after the first one did. */
  afterMs: z.int().nonnegative(),
  /** What went wrong; null for an answer as it should be. */
  failure: FailureView.pick({ class: true, code: true }).nullable(),
  statusCode: z.int().nullable(),
  /** How long it took until its answer was complete, or until it failed. */
  durationMs: z.int().nonnegative(),
  address: z.string().nullable(),
});
export type Try = z.infer<typeof Try>;

/** What a probe measured and how it was judged, as people see it. */
export const ProbeView = z.object({
  outcome: CheckOutcome,
  statusCode: z.int().nullable(),
  /** From the start of the attempt that decided to the last byte of the answer (redirects included). */
  latencyMs: milliseconds,
  phases: Phases,
  /** Address that answered, or the one tried last. */
  address: z.string().nullable(),
  /** Addresses that did not answer before the one that did (RFC 8305); missing when there were none. */
  skippedAddresses: z.array(SkippedAddress).readonly().optional(),
  /** True when the addresses of the name were known from an earlier question; missing when DNS was asked. */
  dnsCached: z.literal(true).optional(),
  /** Version of HTTP of the answer; missing for 1.1, which is asked for first. */
  httpVersion: z.literal('2').optional(),
  /** Network tries made, 1 or more; 0 when nothing was sent. */
  attempts: z.int().nonnegative(),
  /**
   * Why it is not `ok`. A `slow` check has one where the target asked to come back later (429, or 503 with
   * Retry-After), and none where the answer only took long.
   */
  failure: FailureView.nullable(),
  /** The attempts in their order; missing when there was one. The strongest evidence among them decides. */
  tries: z.array(Try).optional(),
  /**
   * How long the target asked to be left alone (Retry-After of a 429 or 503 that was not expected), in
   * milliseconds, one hour at most; missing when it did not ask.
   */
  retryAfterMs: z.number().nonnegative().optional(),
  /** Origin of the https site that an http address has led to; missing where it led to none. */
  securedAt: z.string().optional(),
});
export type ProbeView = z.infer<typeof ProbeView>;

/** What a probe measured and how it was judged. */
export type ProbeResult = WithFacts<ProbeView>;

/** One recorded check of a target with its evidence, as people see it. */
export const CheckView = ProbeView.omit({ retryAfterMs: true, securedAt: true }).extend({
  /** Start of the check. */
  at: z.date(),
  /** Planned time; with target and kind it names the check for ever. */
  slot: z.date(),
  kind: CheckKind,
  origin: CheckOrigin,
  confirmation: z.boolean(),
  /** True for one that was dated in the future when it was stored, by a clock that was ahead; missing for all others. */
  clockAhead: z.literal(true).optional(),
  /** Time in which the monitor itself stood still during the check, in milliseconds; missing when none was noticed. */
  loopDelayMs: z.number().nonnegative().optional(),
  /** Region of the worker that made it; missing where it has none. */
  place: z.string().optional(),
});
export type CheckView = z.infer<typeof CheckView>;

/** One recorded check of a target, with its evidence. */
export type Check = WithFacts<CheckView>;

/** The newest check as lists show it. */
export const LastCheckView = CheckView.pick({
  at: true,
  outcome: true,
  statusCode: true,
  latencyMs: true,
  failure: true,
});
export type LastCheckView = z.infer<typeof LastCheckView>;

/** The newest check as targets keep it. */
export type LastCheck = WithFacts<LastCheckView>;

/** One point of the response chart; a gap is a point with `checks: 0` and null values. */
export const ChartPoint = z.object({
  at: z.date(),
  minMs: milliseconds,
  avgMs: milliseconds,
  maxMs: milliseconds,
  p95Ms: milliseconds,
  checks: z.int(),
  failed: z.int(),
});
export type ChartPoint = z.infer<typeof ChartPoint>;
