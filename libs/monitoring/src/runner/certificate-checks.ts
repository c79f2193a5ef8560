import {
  type CertificateProbe,
  type CertificateResult,
  fingerprintsServed,
  judgeCertificateCheck,
  networkSign,
  watchedUrl,
} from '@app/domain';
import type { Context } from '../context.ts';
import type { AlertPorts } from '../outbox/apply-alert-entry.ts';
import { applyOutbox } from '../outbox/apply-outbox.ts';
import type { Ports } from '../ports/index.ts';
import type { ClaimedCertificate } from '../ports/targets.ts';
import type { PolledChecks } from './polled-checks.ts';
import { probeOrFault } from './probe-or-fault.ts';

export type CertificateCheckPorts = AlertPorts & { probeCertificate: CertificateProbe };

/** A certificate that was looked at. */
export interface FinishedCertificate {
  claimed: ClaimedCertificate;
  result: CertificateResult;
  startedAt: Date;
  endedAt: Date;
}

/**
 * Checks of the certificates of targets. One whose lease was lost (the target was edited, paused or taken over) is
 * dropped; while the store is away the lease runs out and the check is made again. What fails after the write is left
 * to the reconciler.
 */
export const certificateChecks = ({
  ports,
}: Context<CertificateCheckPorts>): PolledChecks<ClaimedCertificate, FinishedCertificate> => ({
  name: 'certificate checks',
  // A check that people asked for starts that soon.
  tickMs: 2_000,
  concurrency: 6,
  // The longest deadline of a check (60 s) and the write of its result.
  leaseMs: 75_000,
  claim: (claim) => ports.targets.claimCertificates(claim),
  release: (held) =>
    ports.targets.releaseCertificates(
      held.map(({ item, token }) => ({ id: item.target.id, token })),
    ),
  describe: ({ target }) => ({ targetId: target.id }),

  async probe(claimed, signal) {
    const { target, watch } = claimed;
    const { timeoutMs, ipFamily } = target.request;
    const startedAt = ports.now();
    const lookFor = fingerprintsServed(watch, startedAt);
    const request = { url: watchedUrl(target.url, watch), timeoutMs, ipFamily, lookFor };
    const result = await probeOrFault(
      () => ports.probeCertificate(request, { signal }),
      INTERNAL_FAULT,
      { signal, log: ports.log, about: { targetId: target.id } },
    );
    return { claimed, result, startedAt, endedAt: ports.now() };
  },

  signOf: ({ claimed, result, startedAt, endedAt }) => {
    if (result.outcome === 'ok') return null;
    const { address, failure } = result;
    const url = watchedUrl(claimed.target.url, claimed.watch);
    return networkSign({ ...RARELY, url, address, failure, startedAt, endedAt });
  },

  unseen: ({ result: { address }, ...finished }, failure) => ({
    ...finished,
    result: { outcome: 'inconclusive', address, failure },
  }),

  async record({ claimed, result }) {
    const { target, lease } = claimed;
    const change = judgeCertificateCheck(ports, claimed, { result, now: ports.now() });
    if (!(await ports.targets.recordCertificate(target.id, lease.token, change))) return;
    if (result.outcome !== 'ok') logFailure(ports, claimed, result);
    await followUp(ports, target.id).catch((error: unknown) => {
      ports.log.warn({ err: error }, 'what follows from a certificate was left to the reconciler');
    });
  },
});

/** Of what is checked once a day nothing is known of how it was. */
const RARELY = { wasGood: false, isKnownDown: false };

const INTERNAL_FAULT: CertificateResult = {
  outcome: 'inconclusive',
  address: null,
  failure: {
    class: 'internal',
    code: null,
    fact: { is: 'certificate-check-broken' },
  },
};

function logFailure(
  { log }: Pick<Ports, 'log'>,
  { target, watch }: ClaimedCertificate,
  { outcome, address, failure }: Exclude<CertificateResult, { outcome: 'ok' }>,
): void {
  const { host } = new URL(watchedUrl(target.url, watch));
  const failingSince = watch.trouble?.since ?? null;
  log.warn(
    { targetId: target.id, host, address, outcome, failure, failingSince },
    'a certificate could not be read; it is tried again in the next cycle',
  );
}

async function followUp(ports: AlertPorts, id: string): Promise<void> {
  await ports.changes.publish([{ type: 'target', id }]);
  const target = await ports.targets.get(id);
  if (target && target.intents.length > 0) await applyOutbox(ports, target);
}
