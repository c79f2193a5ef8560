import { hostOfUrl, portOfUrl } from '@app/domain';
import type { EgressGuard } from '@app/platform';
import type { Deadline } from '../deadline.ts';
import { failureOfError } from '../failure-of-error.ts';
import { isRenewalOpen, registrarDateOf, unreachable, type Finding } from '../finding.ts';
import type { Hear } from '../reply.ts';
import type { RegistryThrottle } from '../throttle/throttle.ts';
import { withSlot } from '../throttle/with-slot.ts';
import { fetchText } from './fetch-text.ts';
import { readRdapAnswer } from './read-answer.ts';
import { guardBehind } from '../guard-behind.ts';
import { isRedirect, redirectTarget } from './redirect.ts';

const MAX_REDIRECTS = 3;

export interface RdapDependencies {
  readonly guard: EgressGuard;
  readonly userAgent: string;
  readonly throttle: RegistryThrottle;
  readonly now: () => Date;
}

export interface RdapRequest {
  readonly domain: string;
  /** Base URL of the registry, with or without a final slash. */
  readonly base: string;
  readonly deadline: Deadline;
  /** Told of each answer that is no redirect. */
  readonly hear: Hear;
  readonly signal: AbortSignal | undefined;
}

/** What RDAP said, and the host that said it. */
export interface RdapResult {
  readonly finding: Finding;
  readonly server: string;
}

interface Redirect {
  readonly kind: 'redirect';
  readonly to: URL;
}

async function ask(
  url: URL,
  { domain, deadline, hear, signal }: RdapRequest,
  { guard, userAgent, now }: RdapDependencies,
): Promise<Redirect | Finding> {
  const server = hostOfUrl(url);
  try {
    const answer = await deadline.spend((limit) =>
      fetchText(url, { guard, userAgent, signal: limit }),
    );
    if (!isRedirect(answer.status)) {
      hear(server, answer.text);
      return readRdapAnswer(answer, { domain, server, now: now() });
    }
    const to = redirectTarget(url, answer.location);
    if (to) return { kind: 'redirect', to };
    return unreachable('format', { is: 'bad-redirect', server });
  } catch (error) {
    signal?.throwIfAborted();
    return failureOfError(error, server);
  }
}

/** Asks a registry about a domain over RDAP. */
export function lookupRdap(
  request: RdapRequest,
  dependencies: RdapDependencies,
): Promise<RdapResult> {
  const { base, domain } = request;
  const url = new URL(`domain/${domain}`, base.endsWith('/') ? base : `${base}/`);
  return askRecord(url, request, dependencies);
}

/** Adds the registrar's date to what a registry told, where that alone can say whether the holder has renewed. */
export async function withRegistrarDate(
  result: RdapResult,
  request: RdapRequest,
  dependencies: RdapDependencies,
): Promise<RdapResult> {
  const { finding } = result;
  if (finding.kind !== 'registered' || !isRenewalOpen(finding) || !finding.related) return result;
  const from = new URL(request.base);
  const url = redirectTarget(from, finding.related.href);
  if (!url || url.host === from.host) return result;
  const guard = await guardBehind(dependencies.guard, serverOf(from), request.signal);
  const registrar = await askRecord(url, request, { ...dependencies, guard });
  return {
    ...result,
    finding: { ...finding, registrarDate: registrarDateOf(registrar.finding, finding.expiry) },
  };
}

const serverOf = (url: URL) => ({ host: hostOfUrl(url), port: portOfUrl(url) });

/** Asks for a record, following up to three redirects, each in the turn of its host. */
async function askRecord(
  start: URL,
  request: RdapRequest,
  dependencies: RdapDependencies,
): Promise<RdapResult> {
  const { signal } = request;
  let url = start;
  let { guard } = dependencies;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const current = url;
    const turn = {
      throttle: dependencies.throttle,
      server: current.host,
      service: 'rdap',
      signal,
    } as const;
    const answer = await withSlot<Redirect>(turn, () =>
      ask(current, request, { ...dependencies, guard }),
    );
    if (answer.kind !== 'redirect') return { finding: answer, server: hostOfUrl(current) };
    url = answer.to;
    guard = await guardBehind(guard, serverOf(current), signal);
  }
  const server = hostOfUrl(url);
  return {
    finding: unreachable('format', { is: 'endless-redirects', server }),
    server,
  };
}
