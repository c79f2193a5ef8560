import { lookUpRegistration, LOOKUP_LEASE_MS, type LookUpRegistrationPorts } from '@app/monitoring';
import { LeasedPoller } from '../leased-poller.ts';

/** Looks registrations up that are due, a few domains at a time: most of it is waiting for a registry's turn. */
export const startLookups = (ports: LookUpRegistrationPorts) =>
  new LeasedPoller({
    ...ports,
    name: 'lookups of domains',
    // A lookup that people asked for starts that soon.
    tickMs: 2_000,
    concurrency: 16,
    leaseMs: LOOKUP_LEASE_MS,
    claim: (claim) => ports.registrations.claim(claim),
    run: (claimed, signal) => lookUpRegistration(ports, claimed, signal),
    describe: ({ registration }) => ({ domain: registration.domain }),
    release: (held) => ports.registrations.release([...new Set(held.map(({ token }) => token))]),
  });
