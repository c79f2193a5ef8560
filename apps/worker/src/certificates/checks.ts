import { checkCertificate, type CheckCertificatePorts } from '@app/monitoring';
import { LeasedPoller } from '../leased-poller.ts';

/** Reads certificates that are due, a few at a time. */
export const startCertificateChecks = (ports: CheckCertificatePorts) =>
  new LeasedPoller({
    ...ports,
    name: 'certificate checks',
    // A check that people asked for starts that soon.
    tickMs: 2_000,
    concurrency: 6,
    // The longest deadline of a check (60 s) and the write of its result.
    leaseMs: 75_000,
    claim: (claim) => ports.targets.claimCertificates(claim),
    run: (claimed, signal) => checkCertificate(ports, claimed, signal),
    describe: ({ target }) => ({ targetId: target.id }),
    release: (held) =>
      ports.targets.releaseCertificates(
        held.map(({ item, token }) => ({ id: item.target.id, token })),
      ),
  });
