import { isIP } from 'node:net';
import {
  hostOfUrl,
  isAnswer,
  isNetworkFailure,
  offlineFailure,
  portOfUrl,
  type CertificateProbe,
  type RegistrationProbe,
  type Failure,
  type Offline,
  type RegistrationAnswer,
} from '@app/domain';
import type { FinishedCheck } from '@app/monitoring';
import type { OwnNetwork } from './own-network.ts';

/** Where a check went: its address as far as it is known, its port, and its host if that is a name. */
function placeOf(url: string, address: string | null) {
  const parsed = new URL(url);
  const host = hostOfUrl(parsed);
  const isLiteral = isIP(host) !== 0;
  return {
    address: address ?? (isLiteral ? host : null),
    port: portOfUrl(parsed),
    name: isLiteral ? null : host,
  };
}

/**
 * The result of an http check as it is to be judged: one that the machine's own network explains is `inconclusive`.
 * Results of checks that reached somebody are evidence for the others.
 */
export async function explainCheck(
  network: OwnNetwork,
  finished: FinishedCheck,
): Promise<FinishedCheck> {
  const { claimed, result, startedAt, endedAt } = finished;
  const { address, failure } = result;
  const { url, state } = claimed.target;
  if (isAnswer(failure)) {
    if (address !== null) network.answered(address, placeOf(url, address).port, startedAt);
    return finished;
  }
  if (!isNetworkFailure(failure)) return finished;
  const offline = await network.explain({
    ...placeOf(url, address),
    isNameAtFault: failure?.class === 'dns',
    wasGood: state.status === 'up' || state.status === 'degraded',
    isKnownDown: state.outage !== null,
    startedAt,
    endedAt,
  });
  if (!offline) return finished;
  return {
    ...finished,
    result: { ...result, outcome: 'inconclusive', failure: offlineFailure(offline) },
  };
}

interface Times {
  startedAt: Date;
  endedAt: Date;
}

/** Of an aspect that is checked once a day: nothing is known of how it was. */
const RARELY = { wasGood: false, isKnownDown: false };

/** A certificate probe whose failures are told from those of the machine's own network. */
export function explainCertificates(
  network: OwnNetwork,
  probe: CertificateProbe,
  now: () => Date,
): CertificateProbe {
  return async (request, options) => {
    const startedAt = now();
    const result = await probe(request, options);
    if (result.outcome === 'ok' || !isNetworkFailure(result.failure)) return result;
    const offline = await network.explain({
      ...placeOf(request.url, result.address),
      isNameAtFault: result.failure.class === 'dns',
      ...RARELY,
      startedAt,
      endedAt: now(),
    });
    return offline
      ? { outcome: 'inconclusive', address: result.address, failure: offlineFailure(offline) }
      : result;
  };
}

/** Thrown instead of an answer that was none: the lookup is made again. */
class OfflineError extends Error {
  constructor({ message }: Failure) {
    super(message);
    this.name = 'OfflineError';
  }
}

const UNREACHED: ReadonlySet<string> = new Set(['dns', 'network', 'timeout']);

const isUnreached = (answer: RegistrationAnswer): boolean =>
  'failure' in answer && UNREACHED.has(answer.failure.class);

/** A domain probe whose failures are told from those of the machine's own network: it rejects while that is away. */
export function explainLookups(
  network: OwnNetwork,
  probe: RegistrationProbe,
  now: () => Date,
): RegistrationProbe {
  return async (domain, options) => {
    const startedAt = now();
    const answer = await probe(domain, options);
    if (!isUnreached(answer)) return answer;
    const offline = await explainLookup(network, domain, { startedAt, endedAt: now() });
    if (offline) throw new OfflineError(offlineFailure(offline));
    return answer;
  };
}

/** Which server was asked last is not known by its address: the way is that of everything. */
const explainLookup = (
  network: OwnNetwork,
  domain: string,
  times: Times,
): Promise<Offline | null> =>
  network.explain({ address: null, port: 0, name: domain, ...RARELY, ...times });
