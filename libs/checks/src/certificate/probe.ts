import {
  hostOfUrl,
  judgeCertificate,
  portOfUrl,
  type CertificateEvidence,
  type CertificateProbe,
  type CertificateProbeRequest,
  type CertificateResult,
} from '@app/domain';
import { connectGuarded, type EgressGuard } from '@app/platform';
import { failureFromError } from '../http/failure/from-error.ts';
import { isOurs } from '../http/failure/is-ours.ts';
import { DeadlineError } from '../http/failure/timeout-failure.ts';
import type { Phase } from '../http/phase-clock.ts';
import { evidenceOf } from './evidence.ts';
import { shakeHands } from './handshake.ts';
import type { TrustOptions } from '../trust.ts';
import { createTrustStore, type TrustStore } from './trust-store.ts';

export interface CertificateProbeOptions extends TrustOptions {
  readonly egress: EgressGuard;
  /** Time by which certificates are judged. */
  readonly now?: () => Date;
}

const FAMILIES = { auto: 0, ipv4: 4, ipv6: 6 } as const;

/** Where a probe is, for its failure. */
interface Trail {
  phase: Phase;
  address: string | null;
}

interface ReadOptions {
  readonly host: string;
  readonly port: number;
  readonly egress: EgressGuard;
  readonly store: TrustStore;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly trail: Trail;
}

async function readEvidence(
  { ipFamily }: CertificateProbeRequest,
  { host, port, egress, store, now, signal, trail }: ReadOptions,
): Promise<CertificateEvidence> {
  const socket = await connectGuarded(egress, {
    host,
    port,
    family: FAMILIES[ipFamily],
    signal,
    onResolved: ([first]) => {
      trail.phase = 'connect';
      trail.address = first?.address ?? null;
    },
  });
  trail.phase = 'tls';
  trail.address = socket.remoteAddress ?? trail.address;
  const handshake = await shakeHands(socket, { host, context: store.secureContext(), signal });
  return evidenceOf(handshake, { host, store, now: now() });
}

/** Creates the certificate probe: one connection of its own to host and port of the url, on which no data is sent. */
export function createCertificateProbe({
  egress,
  now = () => new Date(),
  ...trust
}: CertificateProbeOptions): CertificateProbe {
  const store = createTrustStore(trust);

  return async (request, { signal }): Promise<CertificateResult> => {
    signal?.throwIfAborted();
    const url = new URL(request.url);
    const [host, port] = [hostOfUrl(url), portOfUrl(url)];
    const trail: Trail = { phase: 'dns', address: null };
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(new DeadlineError()), request.timeoutMs);
    const forward = (): void => stop.abort(signal?.reason);
    signal?.addEventListener('abort', forward);
    try {
      const options = { host, port, egress, store, now, signal: stop.signal, trail };
      const evidence = await readEvidence(request, options);
      signal?.throwIfAborted();
      const findings = judgeCertificate(evidence, host, now());
      return { outcome: 'ok', address: trail.address, evidence, findings };
    } catch (error) {
      signal?.throwIfAborted();
      const failure = failureFromError(error, {
        host,
        port,
        ...trail,
        timeoutMs: request.timeoutMs,
      });
      const outcome = isOurs(failure.class) ? 'inconclusive' : 'failed';
      return { outcome, address: trail.address, failure };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', forward);
    }
  };
}
