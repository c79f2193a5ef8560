import * as z from 'zod';
import type { RequestSettings } from '../check/http-settings.ts';
import { Failure } from '../check/schema.ts';
import { CertificateEvidence, CertificateFinding } from './schema.ts';
import { CertificateSighting, UnreachedAddress } from './sighting.ts';

/** What a certificate check asks. */
export interface CertificateProbeRequest {
  /** An https url; only host and port count, redirects are not followed. */
  url: string;
  /** Total time, in milliseconds. */
  timeoutMs: number;
  ipFamily: RequestSettings['ipFamily'];
  /** Fingerprints of certificates that may still be served; where one is not seen at once it is looked for. */
  lookFor?: readonly string[];
}

/** Address that answered, or the one tried last. */
const address = z.string().nullable();

/**
 * What a certificate check found. `ok` means that a certificate was read, whatever the findings say; `failed` is a
 * technical failure of the target, `inconclusive` one of ours.
 */
export const CertificateResult = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('ok'),
    address,
    evidence: CertificateEvidence,
    /** Of everything that was seen. */
    findings: z.array(CertificateFinding),
    /** Addresses that showed it, where it was not `address` alone. */
    addresses: z.array(z.string()).optional(),
    /** What was shown besides: at other addresses, or to clients that want another kind of key. */
    others: z.array(CertificateSighting).optional(),
    /** Addresses that could not be read; absent for none. */
    unreached: z.array(UnreachedAddress).optional(),
    /** Addresses that were left out, because a site has too many; absent for none. */
    unread: z.array(z.string()).optional(),
  }),
  z.object({ outcome: z.enum(['failed', 'inconclusive']), address, failure: Failure }),
]);
export type CertificateResult = z.infer<typeof CertificateResult>;

/** Reads and judges a certificate once. Failures are values; it rejects only with the reason of `signal`. */
export type CertificateProbe = (
  request: CertificateProbeRequest,
  options: { signal?: AbortSignal },
) => Promise<CertificateResult>;
