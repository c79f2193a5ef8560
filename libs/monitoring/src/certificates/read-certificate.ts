import {
  type CertificateDetails,
  certificateExpiry,
  type CertificateSummary,
  type CertificateWatch,
  notFound,
  type TargetRecord,
} from '@app/domain';
import type { Ports } from '../ports/index.ts';

/** What the list says of the certificate of a target; null while nothing is known. */
export function certificateSummary(
  { certificate: watch, thresholds }: Pick<TargetRecord, 'certificate' | 'thresholds'>,
  now: Date,
): CertificateSummary | null {
  const checkedAt = watch?.trouble?.at ?? watch?.reading?.at;
  if (!watch || !checkedAt) return null;
  const { reading, trouble } = watch;
  return {
    ...expiryOf(watch, thresholds.certificateDays, now),
    findings: reading?.findings.map(({ code }) => code) ?? [],
    checkedAt,
    failure: trouble && { class: trouble.failure.class, message: trouble.failure.message },
  };
}

/** All that is known of the certificate of a target. Throws not-found. */
export async function getCertificate(
  ports: Pick<Ports, 'targets' | 'now'>,
  id: string,
): Promise<CertificateDetails> {
  const target = await ports.targets.get(id);
  if (!target) throw notFound('target');
  const watch = target.certificate;
  const trouble = watch?.trouble ?? null;
  return {
    ...expiryOf(watch, target.thresholds.certificateDays, ports.now()),
    reading: watch?.reading ?? null,
    changes: watch?.changes ?? [],
    trouble: trouble && { since: trouble.since, at: trouble.at, failure: trouble.failure },
    nextCheckAt: watch?.dueAt ?? null,
  };
}

function expiryOf(
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
