import { formatDay } from '../text/format/instant.ts';
import { critical } from './finding.ts';
import type { CertificateEvidence, CertificateFacts, CertificateFinding } from './schema.ts';

function judgeLeaf({ validFrom, validTo }: CertificateFacts, now: Date): CertificateFinding[] {
  if (validTo < validFrom) {
    return [
      critical(
        'time',
        'CERT_INVALID',
        'The certificate ends before it begins, so it is never valid. Have it issued again.',
      ),
    ];
  }
  if (now > validTo) {
    return [
      critical(
        'time',
        'CERT_EXPIRED',
        `The certificate expired on ${formatDay(validTo)}. Renew it.`,
      ),
    ];
  }
  if (now < validFrom) {
    return [
      critical(
        'time',
        'CERT_NOT_YET_VALID',
        `The certificate is only valid from ${formatDay(validFrom)} on. Check the clock of the machine that issued it.`,
      ),
    ];
  }
  return [];
}

function judgeIssuers(issuers: readonly CertificateFacts[], now: Date): CertificateFinding[] {
  const findings: CertificateFinding[] = [];
  const expired = issuers.find(({ validTo }) => now > validTo);
  if (expired) {
    findings.push(
      critical(
        'time',
        'CERT_CHAIN_EXPIRED',
        expired.source === 'trust-store'
          ? `The authority that clients trust (${expired.subject}) expired on ${formatDay(expired.validTo)}. Have the certificate issued under its successor.`
          : `A certificate in the chain, not that of the site itself, expired on ${formatDay(expired.validTo)}: ${expired.subject}. Send the present one.`,
      ),
    );
  }
  const early = issuers.find(({ validFrom }) => now < validFrom);
  if (early) {
    findings.push(
      critical(
        'time',
        'CERT_CHAIN_NOT_YET_VALID',
        `A certificate in the chain is only valid from ${formatDay(early.validFrom)} on: ${early.subject}.`,
      ),
    );
  }
  return findings;
}

/** Judges the dates of every certificate of the chain; OpenSSL would name only one of them. */
export const judgeTime = (
  { leaf, issuers }: CertificateEvidence,
  now: Date,
): CertificateFinding[] => [...judgeLeaf(leaf, now), ...judgeIssuers(issuers, now)];
