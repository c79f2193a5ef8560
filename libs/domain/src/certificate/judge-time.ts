import { critical } from './finding.ts';
import type { CertificateEvidence, CertificateFacts, CertificateFinding } from './schema.ts';

function judgeLeaf({ validFrom, validTo }: CertificateFacts, now: Date): CertificateFinding[] {
  if (validTo < validFrom) return [critical('time', 'CERT_INVALID', { is: 'never-valid' })];
  if (now > validTo) return [critical('time', 'CERT_EXPIRED', { is: 'expired', validTo })];
  return now < validFrom
    ? [critical('time', 'CERT_NOT_YET_VALID', { is: 'not-yet-valid', validFrom })]
    : [];
}

function judgeIssuers(issuers: readonly CertificateFacts[], now: Date): CertificateFinding[] {
  const findings: CertificateFinding[] = [];
  const expired = issuers.find(({ validTo }) => now > validTo);
  if (expired) {
    const { subject, validTo, source } = expired;
    findings.push(
      critical('time', 'CERT_CHAIN_EXPIRED', {
        is: 'chain-expired',
        subject,
        validTo,
        ...(source === 'trust-store' && { isAuthority: true }),
      }),
    );
  }
  const early = issuers.find(({ validFrom }) => now < validFrom);
  if (early) {
    const { subject, validFrom } = early;
    findings.push(
      critical('time', 'CERT_CHAIN_NOT_YET_VALID', {
        is: 'chain-not-yet-valid',
        subject,
        validFrom,
      }),
    );
  }
  return findings;
}

/** Judges the dates of every certificate of the chain; OpenSSL would name only one of them. */
export const judgeTime = (
  { leaf, issuers }: CertificateEvidence,
  now: Date,
): CertificateFinding[] => [...judgeLeaf(leaf, now), ...judgeIssuers(issuers, now)];
