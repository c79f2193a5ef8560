import { lookUpDomain, type LookUpDomainPorts } from '@app/monitoring';
import { DueWork } from '../due-work.ts';

/** Looks registrations up that are due, a few domains at a time: most of it is waiting for a registry's turn. */
export const startLookups = (ports: LookUpDomainPorts) =>
  new DueWork({
    ...ports,
    name: 'lookups of domains',
    // A lookup that people asked for starts that soon.
    tickMs: 2_000,
    concurrency: 16,
    // Up to 45 s in the line of a registry for RDAP and again for WHOIS, turns at the servers that they send us to, twice
    // 10 s on the network, and the bootstrap file.
    leaseMs: 240_000,
    claim: (claim) => ports.registrations.claim(claim),
    run: (claimed, signal) => lookUpDomain(ports, claimed, signal),
    describe: ({ registration }) => ({ domain: registration.domain }),
    release: (held) => ports.registrations.release([...new Set(held.map(({ token }) => token))]),
  });
