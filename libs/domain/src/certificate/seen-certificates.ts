import { certificateExpiry, type CertificateExpiry } from './expiry.ts';
import type { CertificateSighting } from './sighting.ts';

/** One certificate of a site in a reading, with its end. */
export interface SeenCertificate extends CertificateSighting {
  expiry: CertificateExpiry;
}

/** What people are told of first: an end that has reached its threshold before one that has not, then the earlier one. */
const byUrgency = ({ expiry: one }: SeenCertificate, { expiry: other }: SeenCertificate): number =>
  Number(one.step === null) - Number(other.step === null) ||
  one.certificate.validTo.getTime() - other.certificate.validTo.getTime();

/**
 * The different certificates of a reading, the most urgent one first. Where a certificate came with several chains,
 * the one that ends first counts.
 *
 * @param thresholdDays days before the end from which people want to be told, see `certificateExpiry`
 */
export function seenCertificates(
  sightings: readonly CertificateSighting[],
  thresholdDays: number,
  now: Date,
): SeenCertificate[] {
  const seen = sightings
    .map((one) => ({ ...one, expiry: certificateExpiry(one.evidence, thresholdDays, now) }))
    .sort(byUrgency);
  return [...Map.groupBy(seen, ({ evidence }) => evidence.leaf.fingerprint).values()].flatMap(
    ([worst, ...more]) =>
      worst
        ? [{ ...worst, addresses: [worst, ...more].flatMap(({ addresses }) => addresses) }]
        : [],
  );
}
