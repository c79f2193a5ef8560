import { daysLeft } from '../alert/expiry-step.ts';
import { inDays } from '../text/format/days.ts';
import { formatDay } from '../text/format/instant.ts';
import type { CertificateExpiry } from './expiry.ts';
import type { CertificateEvidence, CertificateFacts } from './schema.ts';
import { keyKindOf, type CertificateSighting } from './sighting.ts';

/** What ends, and the way out. A server cannot mend that the authority which its clients trust comes to its end. */
function subjectOf(
  certificate: CertificateFacts,
  { leaf }: Pick<CertificateEvidence, 'leaf'>,
): { what: string; mend: string } {
  if (certificate.fingerprint === leaf.fingerprint)
    return { what: 'The certificate', mend: 'Renew it' };
  if (certificate.source === 'trust-store') {
    return {
      what: `The authority that clients trust (${certificate.subject})`,
      mend: 'Have the certificate issued under its successor, and have clients trust that one',
    };
  }
  return {
    what: `A certificate of the chain (${certificate.subject})`,
    mend: 'Send the chain that your authority offers now',
  };
}

/** Why people are told that a certificate ends, as a sentence that names the day and the way out. */
export function describeCertificateExpiry(
  { certificate }: Pick<CertificateExpiry, 'certificate'>,
  evidence: Pick<CertificateEvidence, 'leaf'>,
  now: Date,
): string {
  const { what, mend } = subjectOf(certificate, evidence);
  const days = daysLeft(certificate.validTo, now);
  const day = formatDay(certificate.validTo);
  return days <= 0
    ? `${what} expired on ${day}: clients refuse the connection. ${mend}.`
    : `${what} expires ${inDays(days)}, on ${day}. ${mend}.`;
}

/** Which of several certificates of a site is meant, as a sentence. */
export function describeCertificatePlace(
  { evidence, addresses }: CertificateSighting,
  all: readonly CertificateSighting[],
): string {
  const kind = keyKindOf(evidence.leaf.key);
  const ofKind = all.filter((one) => keyKindOf(one.evidence.leaf.key) === kind);
  const which =
    ofKind.length === all.length
      ? 'It'
      : `It is the one with ${kind === 'RSA' ? 'an RSA' : 'an ECDSA'} key and`;
  return `${which} is served at ${addresses.join(', ')}.`;
}
