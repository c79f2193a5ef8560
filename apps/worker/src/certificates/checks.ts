import { checkCertificate, type CheckCertificatePorts } from '@app/monitoring';
import { DueWork } from '../due-work.ts';

/** Reads certificates that are due, a few at a time. */
export const startCertificateChecks = (ports: CheckCertificatePorts) =>
  new DueWork({
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
        held.map(({ piece, token }) => ({ id: piece.target.id, token })),
      ),
  });
