import type { StatusProbes } from '@app/domain/check-kinds';
import type { EgressGuard } from '@app/platform';
import { createHttpProbe } from './http/probe.ts';

export interface StatusProbeSources {
  readonly egress: EgressGuard;
  readonly userAgent: string;
  /** Certificates in PEM that are trusted besides the usual roots. */
  readonly extraCertificates: readonly string[];
}

/** The probes of the kinds of checks that decide the status of targets. A new kind is added here. */
export const createStatusProbes = (sources: StatusProbeSources): StatusProbes => ({
  http: { probe: createHttpProbe(sources) },
});
