import type { RequestSettings } from '../check/http-settings.ts';
import type { Failure } from '../check/schema.ts';
import type { CertificateEvidence, CertificateFinding } from './schema.ts';
import type { CertificateSighting, UnreachedAddress } from './sighting.ts';

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

/**
 * What a certificate check found. `ok` means that a certificate was read, whatever the findings say; `failed` is a
 * technical failure of the target, `inconclusive` one of ours.
 */
export type CertificateResult =
  | {
      outcome: 'ok';
      /** Address that answered. */
      address: string | null;
      evidence: CertificateEvidence;
      /** Of everything that was seen. */
      findings: CertificateFinding[];
      /** Addresses that showed it, where it was not `address` alone. */
      addresses?: string[] | undefined;
      /** What was shown besides: at other addresses, or to clients that want another kind of key. */
      others?: CertificateSighting[] | undefined;
      /** Addresses that could not be read; absent for none. */
      unreached?: UnreachedAddress[] | undefined;
      /** Addresses that were left out, because a site has too many; absent for none. */
      unread?: string[] | undefined;
    }
  | {
      outcome: 'failed' | 'inconclusive';
      /** Address that was tried last. */
      address: string | null;
      failure: Failure;
    };

/** Reads and judges a certificate once. Failures are values; it rejects only with the reason of `signal`. */
export type CertificateProbe = (
  request: CertificateProbeRequest,
  options: { signal?: AbortSignal },
) => Promise<CertificateResult>;
