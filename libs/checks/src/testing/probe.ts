import {
  DEFAULT_EXPECTATION,
  DEFAULT_REQUEST,
  type EgressMode,
  type Expectation,
  type ProbeView,
  type RequestSettings,
  viewWithFailure,
} from '@app/domain';
import {
  createEgressGuard,
  LookupError,
  type EgressGuard,
  type LookupErrorOptions,
  type Resolver,
} from '@app/platform';
import { createHttpProbe } from '../http/probe.ts';
import type { TrustOptions } from '@app/platform';

export interface ProbeExample
  extends Partial<RequestSettings>, Partial<Omit<Expectation, 'status'>>, TrustOptions {
  readonly status?: string;
  readonly slowMs?: number | null;
  readonly mode?: EgressMode;
  /** Instead of `mode` and `resolver`. */
  readonly guard?: EgressGuard;
  readonly resolver?: Resolver;
  readonly signal?: AbortSignal;
  readonly mayRetry?: () => boolean;
}

/** A resolver that answers every name with these addresses. */
export const resolveTo =
  (...addresses: string[]): Resolver =>
  () =>
    Promise.resolve(
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

/** A resolver that fails like ours does, by a fault of the name unless told otherwise. */
export const failWith =
  (code: string, options: Partial<LookupErrorOptions> = {}): Resolver =>
  (host) =>
    Promise.reject(new LookupError(host, code, { fault: 'name', ...options }));

/** Probes a URL once, without retries unless asked for; a failure comes as people read it. */
export async function probe(url: string, example: ProbeExample = {}): Promise<ProbeView> {
  const {
    status = DEFAULT_EXPECTATION.status,
    contains = null,
    notContains = null,
    retryLater = DEFAULT_EXPECTATION.retryLater,
    slowMs = null,
    mode = 'allow-private',
    resolver = resolveTo('127.0.0.1'),
    guard = createEgressGuard({ policy: { mode, allow: [], own: [] }, resolver }),
    trustedRoots,
    extraCertificates,
    signal,
    mayRetry,
    ...request
  } = example;
  const run = createHttpProbe({
    egress: guard,
    userAgent: 'mini-netumo/0.0.0 (+uptime check)',
    ...(trustedRoots ? { trustedRoots } : {}),
    ...(extraCertificates ? { extraCertificates } : {}),
  });
  const result = await run(
    {
      url,
      request: { ...DEFAULT_REQUEST, retries: 0, ...request },
      expect: { status, contains, notContains, retryLater },
      slowMs,
    },
    { ...(signal ? { signal } : {}), ...(mayRetry ? { mayRetry } : {}) },
  );
  return viewWithFailure(result);
}
