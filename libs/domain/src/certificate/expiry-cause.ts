import type { CertificateExpiryCause } from '../alert/cause.ts';
import { daysLeft } from '../alert/expiry-step.ts';
import type { CertificateExpiry } from './expiry.ts';
import type { CertificateEvidence } from './schema.ts';
import { keyKindOf, type CertificateSighting } from './sighting.ts';

type Ending = CertificateSighting & { expiry: Pick<CertificateExpiry, 'certificate'> };

/** Which certificate of a chain ends. */
function partOf(
  { certificate }: Pick<CertificateExpiry, 'certificate'>,
  { leaf }: Pick<CertificateEvidence, 'leaf'>,
): Pick<CertificateExpiryCause, 'part' | 'subject'> {
  const { fingerprint, source, subject } = certificate;
  if (fingerprint === leaf.fingerprint) return { part: 'leaf' };
  return { part: source === 'trust-store' ? 'authority' : 'chain', subject };
}

/** Which of several certificates of a site is meant. */
function placeOf(
  { evidence, addresses }: CertificateSighting,
  all: readonly CertificateSighting[],
): NonNullable<CertificateExpiryCause['place']> {
  const keyKind = keyKindOf(evidence.leaf.key);
  const isOfAll = all.every((one) => keyKindOf(one.evidence.leaf.key) === keyKind);
  return { addresses, ...(isOfAll ? {} : { keyKind }) };
}

/**
 * Why people are told of the end of a certificate.
 *
 * @param all the certificates of the site, this one among them
 * @param isBack whether it was held to be gone
 */
export function certificateExpiryCause(
  one: Ending,
  { all, isBack, now }: { all: readonly CertificateSighting[]; isBack: boolean; now: Date },
): CertificateExpiryCause {
  const { validTo } = one.expiry.certificate;
  return {
    is: 'certificate-expiry',
    ...partOf(one.expiry, one.evidence),
    validTo,
    daysLeft: daysLeft(validTo, now),
    ...(all.length > 1 ? { place: placeOf(one, all) } : {}),
    ...(isBack ? { isBack } : {}),
  };
}
