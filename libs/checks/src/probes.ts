import { WATCH_KINDS } from '@app/domain/check-kinds';
import { USER_AGENT, type EgressGuard, type Env } from '@app/platform';
import { createCertificateProbe } from './certificate/probe.ts';
import { createRecordProbe } from './records/probe.ts';
import { createRegistrationProbe } from './registration/probe.ts';
import { createStatusProbes } from './status-probes.ts';
import { createRdapBootstrap } from './registration/rdap/bootstrap.ts';
import type { RdapListStore } from './registration/rdap/list-store.ts';
import type { RateLimitStore } from './registration/throttle/rate-limit-store.ts';
import { createRegistryThrottle } from './registration/throttle/throttle.ts';

export interface ProbeSources {
  readonly env: Pick<Env, 'extraCertificates' | 'registries'>;
  readonly guard: EgressGuard;
  /** Shared by all workers: together they keep the pace of each registry. */
  readonly rateLimits: RateLimitStore;
  /** Shared by all workers: one of them refreshes it for all. */
  readonly rdapList: RdapListStore;
  readonly log: { warn(fields: object, message: string): void };
}

/** The probes of a worker, one for each kind of check. Extra authorities count for web sites only, never for registries. */
export function createProbes({
  env: { extraCertificates, registries },
  guard,
  rateLimits,
  rdapList,
  log,
}: ProbeSources) {
  const common = { egress: guard, userAgent: USER_AGENT };
  const { rdapBootstrapUrl, whoisServer } = registries;
  return {
    statusProbes: createStatusProbes({ ...common, extraCertificates }),
    /** Of the kinds that targets have beside the check of their status. */
    watchChecks: [
      {
        kind: WATCH_KINDS.certificate,
        probe: createCertificateProbe({ ...common, extraCertificates }),
      },
    ],
    lookUpRecords: createRecordProbe(),
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
