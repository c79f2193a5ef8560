import {
  createCertificateProbe,
  createRegistrationProbe,
  createHttpProbe,
  createRdapBootstrap,
  createRegistryThrottle,
} from '@app/checks';
import type { Log, RdapListStore, RateLimitStore } from '@app/monitoring';
import { USER_AGENT, type EgressGuard, type Env } from '@app/platform';
import type { WorkerPorts } from './worker.ts';

export interface ProbeSources {
  readonly env: Pick<Env, 'extraCertificates' | 'registries'>;
  readonly guard: EgressGuard;
  /** Shared by all workers: together they keep the pace of each registry. */
  readonly rateLimits: RateLimitStore;
  /** Shared by all workers: one of them refreshes it for all. */
  readonly rdapList: RdapListStore;
  readonly log: Pick<Log, 'warn'>;
}

/** The probes of a worker. Extra authorities count for web sites only, never for registries. */
export function createProbes({
  env: { extraCertificates, registries },
  guard,
  rateLimits,
  rdapList,
  log,
}: ProbeSources): Pick<WorkerPorts, 'probeHttp' | 'probeCertificate' | 'lookUpRegistration'> {
  const common = { egress: guard, userAgent: USER_AGENT };
  const { rdapBootstrapUrl, whoisServer } = registries;
  return {
    probeHttp: createHttpProbe({ ...common, extraCertificates }),
    probeCertificate: createCertificateProbe({ ...common, extraCertificates }),
    lookUpRegistration: createRegistrationProbe({
      ...common,
      bootstrap: createRdapBootstrap({
        guard,
        userAgent: USER_AGENT,
        url: rdapBootstrapUrl ?? undefined,
        store: rdapList,
        onFault: (error) => {
          log.warn({ err: error }, 'the list of RDAP services could not be kept or read');
        },
      }),
      throttle: createRegistryThrottle({ rateLimits }),
      whois: { server: whoisServer },
    }),
  };
}
