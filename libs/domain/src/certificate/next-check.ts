import { nextSlot } from '../check/slots.ts';
import type { CertificateReading } from './details.ts';
import { certificateExpiry } from './expiry.ts';

/** Seconds between two certificate checks of a target (docs/rules.md, "Times and limits"). */
const DAY_SECONDS = 86_400;
/** After a certificate was not seen any more. */
const UNSETTLED_RETRY_MS = 3_600_000;
/** A certificate is valid to the end of its last second. */
const END_MS = 1_000;

/** When a certificate is read again: in the slot of the target, or when it ends before that. */
export function nextCertificateCheck(
  targetId: string,
  reading: CertificateReading | null,
  now: Date,
): Date {
  const slot = nextSlot(`certificate:${targetId}`, DAY_SECONDS, now);
  if (!reading) return slot;
  const { validTo } = certificateExpiry(reading.evidence, 0, now);
  const end = new Date(validTo.getTime() + END_MS);
  return end > now && end < slot ? end : slot;
}

/** When a certificate that was not seen is looked for again, so that people soon know whether it is gone. */
export const soonAgain = (next: Date, now: Date): Date =>
  new Date(Math.min(next.getTime(), now.getTime() + UNSETTLED_RETRY_MS));
