import { hostOfUrl, portOfUrl, type CertificateResult, type UnreachedAddress } from '@app/domain';
import {
  judgeSightings,
  type CertificateProbe,
  type CertificateProbeRequest,
} from '@app/domain/certificate';
import { resolveGuarded, type EgressGuard, type ResolvedAddress } from '@app/platform';
import { failureFromError } from '../http/failure/from-error.ts';
import { isOurs } from '../http/failure/is-ours.ts';
import { DeadlineError } from '../http/failure/timeout-failure.ts';
import type { TrustOptions } from '@app/platform';
import { readAddresses } from './read-addresses.ts';
import { createTrustStore, type TrustStore } from './trust-store.ts';

export interface CertificateProbeOptions extends TrustOptions {
  readonly egress: EgressGuard;
  /** Time by which certificates are judged. */
  readonly now?: () => Date;
}

const FAMILIES = { auto: 0, ipv4: 4, ipv6: 6 } as const;

interface Site {
  readonly host: string;
  readonly port: number;
  readonly egress: EgressGuard;
  readonly store: TrustStore;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

type Failed = Exclude<CertificateResult, { outcome: 'ok' }>;

const failed = ({ address, failure }: Pick<Failed, 'address' | 'failure'>): Failed => ({
  outcome: isOurs(failure.class) ? 'inconclusive' : 'failed',
  address,
  failure,
});

/** What is told when no address could be read: a failure of the site rather than one of ours. */
function worstOf(unreached: readonly UnreachedAddress[]): UnreachedAddress {
  const worst = unreached.find(({ failure }) => !isOurs(failure.class)) ?? unreached[0];
  if (!worst) throw new Error('A name that was resolved has one address at least.');
  return worst;
}

async function readSite(request: CertificateProbeRequest, site: Site): Promise<CertificateResult> {
  const { timeoutMs, lookFor, ipFamily } = request;
  const { host, port, egress, now, signal } = site;
  let resolved: readonly ResolvedAddress[];
  try {
    resolved = await resolveGuarded(egress, { host, port, family: FAMILIES[ipFamily], signal });
  } catch (error) {
    const context = { host, port, phase: 'dns', address: null, timeoutMs } as const;
    return failed({ address: null, failure: failureFromError(error, context) });
  }
  const { sightings, unreached, unread } = await readAddresses(resolved, {
    ...site,
    timeoutMs,
    ...(lookFor ? { lookFor } : {}),
  });
  const [first, ...others] = sightings;
  if (!first) return failed(worstOf(unreached));
  return {
    outcome: 'ok',
    address: first.addresses[0] ?? null,
    evidence: first.evidence,
    findings: judgeSightings(sightings, host, now()),
    ...(first.addresses.length > 1 ? { addresses: first.addresses } : {}),
    ...(others.length > 0 ? { others } : {}),
    ...(unreached.length > 0 ? { unreached: [...unreached] } : {}),
    ...(unread.length > 0 ? { unread: [...unread] } : {}),
  };
}

/**
 * Creates the certificate probe: connections of its own to each address of the host and the port of the url, on which
 * no data is sent.
 */
export function createCertificateProbe({
  egress,
  now = () => new Date(),
  ...trust
}: CertificateProbeOptions): CertificateProbe {
  const store = createTrustStore(trust);

  return async (request, { signal }): Promise<CertificateResult> => {
    signal?.throwIfAborted();
    const url = new URL(request.url);
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(new DeadlineError()), request.timeoutMs);
    const forward = (): void => stop.abort(signal?.reason);
    signal?.addEventListener('abort', forward);
    try {
      const [host, port] = [hostOfUrl(url), portOfUrl(url)];
      const result = await readSite(request, {
        host,
        port,
        egress,
        store,
        now,
        signal: stop.signal,
      });
      signal?.throwIfAborted();
      return result;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', forward);
    }
  };
}
