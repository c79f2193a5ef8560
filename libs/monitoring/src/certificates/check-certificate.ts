import type { CertificateProbe, CertificateResult } from '@app/domain';
import { applyOutbox } from '../alerts/apply-outbox.ts';
import type { AlertPorts } from '../alerts/apply-alert-entry.ts';
import type { ClaimedCertificate, Ports } from '../ports.ts';
import { judgeCertificateCheck } from './judge-certificate.ts';
import { fingerprintsServed } from './known-leaves.ts';

export type CheckCertificatePorts = AlertPorts & { probeCertificate: CertificateProbe };

/**
 * Reads the certificate of a claimed target, records what it shows in one atomic write, and carries out what
 * follows. A check whose lease was lost (the target was edited, paused or taken over) is dropped. Rejects
 * with the reason of the signal, and when the store is away: then the lease runs out and the check is made
 * again. What fails after the write is left to the reconciler.
 */
export async function checkCertificate(
  ports: CheckCertificatePorts,
  claimed: ClaimedCertificate,
  signal: AbortSignal,
): Promise<void> {
  const { target, lease } = claimed;
  const result = await read(ports, claimed, signal);
  const change = judgeCertificateCheck(ports, claimed, { result, now: ports.now() });
  if (!(await ports.targets.recordCertificate(target.id, lease.token, change))) return;
  if (result.outcome !== 'ok') logFailure(ports, claimed, result);
  await followUp(ports, target.id).catch((error: unknown) => {
    ports.log.warn({ err: error }, 'what follows from a certificate was left to the reconciler');
  });
}

async function read(
  ports: Pick<CheckCertificatePorts, 'probeCertificate' | 'log' | 'now'>,
  { target, watch }: ClaimedCertificate,
  signal: AbortSignal,
): Promise<CertificateResult> {
  const { timeoutMs, ipFamily } = target.request;
  const lookFor = fingerprintsServed(watch, ports.now());
  try {
    return await ports.probeCertificate(
      { url: target.url, timeoutMs, ipFamily, lookFor },
      { signal },
    );
  } catch (error) {
    signal.throwIfAborted();
    ports.log.error({ targetId: target.id, err: error }, 'the certificate probe itself failed');
    return INTERNAL_FAULT;
  }
}

const INTERNAL_FAULT: CertificateResult = {
  outcome: 'inconclusive',
  address: null,
  failure: {
    class: 'internal',
    code: null,
    message: 'The monitor could not read the certificate. Its log has the details.',
  },
};

function logFailure(
  { log }: Pick<Ports, 'log'>,
  { target, watch }: ClaimedCertificate,
  { outcome, address, failure }: Exclude<CertificateResult, { outcome: 'ok' }>,
): void {
  const { host } = new URL(target.url);
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
