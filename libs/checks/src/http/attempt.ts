import type { SecureContext } from 'node:tls';
import {
  hostOfUrl,
  portOfUrl,
  type Failure,
  type HttpProbeRequest,
  type Phases,
  type SkippedAddress,
} from '@app/domain';
import type { EgressGuard } from '@app/platform';
import { afterRedirect, deniedRedirect } from './failure/after-redirect.ts';
import { failureFromError } from './failure/from-error.ts';
import { follow } from './follow.ts';
import { judgeAnswer } from './judge-answer.ts';
import { PhaseClock, type Clock } from './phase-clock.ts';
import type { Hop } from './redirect.ts';
import { requestHeaders } from './request-headers.ts';
import { retryAfterMs } from './retry-after.ts';
import type { Trail } from './trail.ts';
import type { ExchangeContext } from './speaker.ts';

/** What one network try found. */
export interface AttemptResult {
  readonly failure: Failure | null;
  readonly statusCode: number | null;
  /** Milliseconds waited until the last byte, redirects included; null without a complete answer. */
  readonly latencyMs: number | null;
  readonly phases: Phases;
  readonly address: string | null;
  /** Missing when DNS was asked. */
  readonly dnsCached?: true;
  /** Missing when the first address answered. */
  readonly skippedAddresses?: readonly SkippedAddress[];
  readonly httpVersion?: '2';
  /** How long the server asked to be left alone, in milliseconds; null when it did not. */
  readonly retryAfterMs: number | null;
  /** Requests that were made once more because the first answer could not be read. */
  readonly repeats: number;
  /** The url of the request that was made last. */
  readonly url: URL;
  /** False when the policy refused before anything was sent. */
  readonly wasSent: boolean;
}

export interface AttemptDependencies {
  readonly guard: EgressGuard;
  readonly secureContext: () => SecureContext;
  readonly now: Clock;
  /** See `arrivalClock`. */
  readonly arrived: Clock;
  readonly userAgent: string;
}

/** Address families as Node numbers them. */
export const FAMILIES = { auto: 0, ipv4: 4, ipv6: 6 } as const;

type Verdict = Pick<
  AttemptResult,
  'failure' | 'statusCode' | 'latencyMs' | 'retryAfterMs' | 'httpVersion'
>;

const unanswered = (failure: Failure): Verdict => ({
  failure,
  statusCode: null,
  latencyMs: null,
  retryAfterMs: null,
});

async function judge(
  { request, expect }: HttpProbeRequest,
  first: Hop,
  context: ExchangeContext,
): Promise<Verdict> {
  const { trail } = context;
  try {
    const answer = await follow(first, request.maxRedirects, context);
    if ('class' in answer) return unanswered(answer);
    const failure = judgeAnswer(answer, expect);
    return {
      failure,
      statusCode: answer.statusCode,
      latencyMs: trail.clock.totalMs,
      ...(answer.httpVersion && { httpVersion: answer.httpVersion }),
      retryAfterMs: failure?.class === 'status' ? retryAfterMs(answer, new Date()) : null,
    };
  } catch (error) {
    trail.clock.stop();
    const failure = failureFromError(error, {
      host: hostOfUrl(trail.hop.url),
      port: portOfUrl(trail.hop.url),
      phase: trail.clock.phase,
      address: trail.address,
      timeoutMs: request.timeoutMs,
    });
    return unanswered(failure);
  }
}

/** The failure as seen from the first request: what is behind a redirect says so. */
function asSeenFrom(first: Hop, { failure, statusCode }: Verdict, { hop }: Trail): Failure | null {
  if (!failure || hop === first) return failure;
  if (failure.class === 'egress') return deniedRedirect(hop.url, failure);
  return afterRedirect(failure, { first, last: hop, statusCode });
}

/** Makes one try: request, redirects, verdict. Failures are values. */
export async function attempt(
  check: HttpProbeRequest,
  { guard, secureContext, now, arrived, userAgent }: AttemptDependencies,
  signal: AbortSignal,
): Promise<AttemptResult> {
  const { request, expect } = check;
  const first: Hop = {
    url: new URL(check.url),
    method: request.method,
    headers: requestHeaders(request.headers, userAgent),
    body: request.body,
  };
  const clock = new PhaseClock(now, arrived);
  const trail: Trail = {
    clock,
    hop: first,
    requests: 0,
    repeats: 0,
    address: null,
    skipped: [],
    isDnsCached: false,
  };
  const verdict = await judge(check, first, {
    guard,
    secureContext,
    family: FAMILIES[request.ipFamily],
    verifyTls: request.verifyTls,
    expected: expect,
    timeoutMs: request.timeoutMs,
    followsRedirects: request.maxRedirects > 0,
    privateRedirects: request.privateRedirects ?? false,
    signal,
    trail,
  });
  const isRefused = verdict.failure?.class === 'egress';
  return {
    ...verdict,
    failure: asSeenFrom(first, verdict, trail),
    phases: trail.clock.phases,
    address: trail.address,
    ...(trail.isDnsCached ? { dnsCached: true } : {}),
    ...(trail.skipped.length === 0 ? {} : { skippedAddresses: trail.skipped }),
    repeats: trail.repeats,
    url: trail.hop.url,
    wasSent: !isRefused || trail.requests > 1,
  };
}
