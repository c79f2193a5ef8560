import { viewFailure } from '../text/failure.ts';
import type { CertificateSummary } from './details.ts';
import { certificateExpiry } from './expiry.ts';
import type { CertificateWatch } from './watch.ts';

/** What the list says of the certificate of a target; null while nothing is known. */
export function certificateSummary(
  {
    certificate: watch,
    thresholds,
  }: { certificate: CertificateWatch | null; thresholds: { certificateDays: number } },
  now: Date,
): CertificateSummary | null {
  const checkedAt = watch?.trouble?.at ?? watch?.reading?.at;
  if (!watch || !checkedAt) return null;
  const { reading, trouble } = watch;
  return {
    ...expiryOf(watch, thresholds.certificateDays, now),
    findings: reading?.findings.map(({ code }) => code) ?? [],
    checkedAt,
    failure: trouble && viewFailure(trouble.failure),
  };
}

export function expiryOf(
  watch: CertificateWatch | null,
  ownThreshold: number,
  now: Date,
): Pick<CertificateSummary, 'validTo' | 'daysLeft' | 'thresholdDays'> {
  if (!watch?.reading) return { validTo: null, daysLeft: null, thresholdDays: null };
  const { validTo, daysLeft, thresholdDays } = certificateExpiry(
    watch.reading.evidence,
    ownThreshold,
    now,
  );
  return { validTo, daysLeft, thresholdDays };
}
