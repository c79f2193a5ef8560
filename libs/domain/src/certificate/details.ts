import * as z from 'zod';
import { FailureView } from '../check/schema.ts';
import { CertificateChange } from './change.ts';
import { CertificateEvidence, type CertificateFinding, CertificateFindingView } from './schema.ts';
import { OtherCertificate, UnreachedView, type UnreachedAddress } from './sighting.ts';

/** A change of certificate in the history of a target. */
const CertificateEvent = CertificateChange.extend({ at: z.date() });
export type CertificateEvent = z.infer<typeof CertificateEvent>;

/** A change of certificate as people see it. */
const CertificateEventView = CertificateEvent.extend({
  /** One sentence for people. */
  message: z.string(),
});

/** That certificate checks fail for technical reasons, since when and why, as people see it. */
const CertificateTroubleView = z.object({ since: z.date(), at: z.date(), failure: FailureView });

/** A certificate that was read, as people see it. */
export const CertificateReadingView = z.object({
  at: z.date(),
  /** Address that showed it. */
  address: z.string().nullable(),
  evidence: CertificateEvidence,
  findings: z.array(CertificateFindingView),
  /** Addresses that showed it, where it was not `address` alone. */
  addresses: z.array(z.string()).optional(),
  /** Certificates that were served besides; absent for none. */
  others: z.array(OtherCertificate).optional(),
  /** Addresses that could not be read; absent for none. */
  unreached: z.array(UnreachedView).optional(),
});
export type CertificateReadingView = z.infer<typeof CertificateReadingView>;

/** A certificate that was read. */
export interface CertificateReading extends Omit<CertificateReadingView, 'findings' | 'unreached'> {
  findings: CertificateFinding[];
  unreached?: UnreachedAddress[] | undefined;
}

/** All that is known of the certificate of a target, as its page shows it. */
export const CertificateDetails = z.object({
  /** The newest reading; null while there is none, and for targets without TLS. */
  reading: CertificateReadingView.nullable(),
  /** When the first certificate of the chain ends. */
  validTo: z.date().nullable(),
  daysLeft: z.int().nullable(),
  /** Newest first. */
  changes: z.array(CertificateEventView),
  trouble: CertificateTroubleView.nullable(),
  /** Null while paused, and for targets without TLS. */
  nextCheckAt: z.date().nullable(),
});
export type CertificateDetails = z.infer<typeof CertificateDetails>;

/** What the list says of a certificate. */
export const CertificateSummary = z.object({
  /** When the first certificate of the chain ends; null while none was read. */
  validTo: z.date().nullable(),
  daysLeft: z.int().nullable(),
  /** People are told from so many days on; at most a third of the lifetime. */
  thresholdDays: z.int().nullable(),
  /** Codes of what is wrong, for instance `CERT_NAME_MISMATCH`. */
  findings: z.array(z.string()),
  /** When it was read or, if that failed, tried last. */
  checkedAt: z.date(),
  /** Why it cannot be read at present. */
  failure: FailureView.pick({ class: true, message: true }).nullable(),
});

export type CertificateSummary = z.infer<typeof CertificateSummary>;
