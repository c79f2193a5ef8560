import { daysLeft } from '../expiry/ladder.ts';
import { inDays } from '../words/in-days.ts';
import { formatDay } from '../words/instant.ts';
import type { CertificateExpiry } from './expiry.ts';
import type { CertificateEvidence } from './schema.ts';

/** Why people are told that a certificate ends, as a sentence that names the day and the way out. */
export function describeCertificateExpiry(
  { certificate }: Pick<CertificateExpiry, 'certificate'>,
  { leaf }: Pick<CertificateEvidence, 'leaf'>,
  now: Date,
): string {
  const isLeaf = certificate.fingerprint === leaf.fingerprint;
  const what = isLeaf ? 'The certificate' : `A certificate of the chain (${certificate.subject})`;
  const mend = isLeaf ? 'Renew it' : 'Send the chain that your authority offers now';
  const days = daysLeft(certificate.validTo, now);
  const day = formatDay(certificate.validTo);
  return days <= 0
    ? `${what} expired on ${day}: clients refuse the connection. ${mend}.`
    : `${what} expires ${inDays(days)}, on ${day}. ${mend}.`;
}
