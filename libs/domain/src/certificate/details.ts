import * as z from 'zod';
import { Failure } from '../check/schema.ts';
import { CertificateChange } from './change.ts';
import { CertificateEvidence, CertificateFinding } from './schema.ts';
import { OtherCertificate, UnreachedAddress } from './sighting.ts';

/** A change of certificate in the history of a target. */
export const CertificateEvent = CertificateChange.extend({ at: z.date() });
export type CertificateEvent = z.infer<typeof CertificateEvent>;

/** That certificate checks fail for technical reasons, since when and why. */
export const CertificateTrouble = z.object({ since: z.date(), at: z.date(), failure: Failure });
export type CertificateTrouble = z.infer<typeof CertificateTrouble>;

/** A certificate that was read. */
export const CertificateReading = z.object({
  at: z.date(),
  /** Address that showed it. */
  address: z.string().nullable(),
  evidence: CertificateEvidence,
  findings: z.array(CertificateFinding),
  /** Addresses that showed it, where it was not `address` alone. */
  addresses: z.array(z.string()).optional(),
  /** Certificates that were served besides; absent for none. */
  others: z.array(OtherCertificate).optional(),
  /** Addresses that could not be read; absent for none. */
  unreached: z.array(UnreachedAddress).optional(),
});
export type CertificateReading = z.infer<typeof CertificateReading>;

/** All that is known of the certificate of a target, as its page shows it. */
export const CertificateDetails = z.object({
  /** The newest reading; null while there is none, and for targets without TLS. */
  reading: CertificateReading.nullable(),
  /** When the first certificate of the chain ends. */
  validTo: z.date().nullable(),
  daysLeft: z.int().nullable(),
  /** Newest first. */
  changes: z.array(CertificateEvent),
  trouble: CertificateTrouble.nullable(),
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
  failure: Failure.pick({ class: true, message: true }).nullable(),
});

export type CertificateSummary = z.infer<typeof CertificateSummary>;
