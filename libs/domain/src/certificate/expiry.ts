import {
  certificateThreshold,
  daysLeft,
  expiryStep,
  type ExpiryStep,
} from '../alert/expiry-step.ts';
import type { CertificateEvidence, CertificateFacts } from './schema.ts';

const DAY_MS = 86_400_000;

export interface CertificateExpiry {
  /** When the first certificate of the chain ends. */
  readonly validTo: Date;
  /** Days until then, see `daysLeft`. */
  readonly daysLeft: number;
  /** Expiry threshold that is reached, or null. */
  readonly step: ExpiryStep | null;
  /** Days before its end from which on people are told of `certificate`. */
  readonly thresholdDays: number;
  /** The certificate that reached the threshold; without a threshold the one that ends first. */
  readonly certificate: CertificateFacts;
}

type Judged = Pick<CertificateExpiry, 'certificate' | 'step' | 'thresholdDays'>;

/**
 * When a chain ends, and whether people must be told. Each certificate is held to the threshold of its own lifetime:
 * a six-day certificate that is fresh must not hide an authority that ends in ten days.
 */
export function certificateExpiry(
  { leaf, issuers }: Pick<CertificateEvidence, 'leaf' | 'issuers'>,
  thresholdDays: number,
  now: Date,
): CertificateExpiry {
  const first = issuers.reduce<CertificateFacts>(
    (earliest, one) => (one.validTo < earliest.validTo ? one : earliest),
    leaf,
  );
  const judge = (certificate: CertificateFacts): Judged => {
    const { validFrom, validTo } = certificate;
    const lifetimeDays = (validTo.getTime() - validFrom.getTime()) / DAY_MS;
    const threshold = certificateThreshold(thresholdDays, lifetimeDays);
    const step = expiryStep(daysLeft(validTo, now), threshold);
    return { certificate, step, thresholdDays: threshold };
  };
  const reached = [leaf, ...issuers]
    .map(judge)
    .filter(({ step }) => step !== null)
    .sort((one, other) => one.certificate.validTo.getTime() - other.certificate.validTo.getTime());
  return {
    validTo: first.validTo,
    daysLeft: daysLeft(first.validTo, now),
    ...(reached[0] ?? judge(first)),
  };
}
