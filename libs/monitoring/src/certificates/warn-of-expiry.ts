import {
  describeCertificateExpiry,
  describeCertificatePlace,
  expirySeverity,
  isInService,
  isLaterStep,
  type ExpiryStep,
  type KnownLeaf,
  type SeenCertificate,
} from '@app/domain';
import { endIntents } from '../alerts/intents.ts';
import { tellOfStep } from '../expiry/tell-of-step.ts';
import type { CertificateWatch, ExpiryWarning, Intent } from '../records.ts';

interface Circumstances {
  newId: () => string;
  watch: Pick<CertificateWatch, 'warning'>;
  /** After this reading. */
  leaves: readonly KnownLeaf[];
  now: Date;
}

interface Warned {
  warning: ExpiryWarning | null;
  /** With what people have been told of each. */
  leaves: KnownLeaf[];
  intents: Intent[];
}

/** A certificate of a reading that has reached a rung. */
type Ending = SeenCertificate & { step: ExpiryStep };

const fingerprintOf = ({ evidence }: SeenCertificate): string => evidence.leaf.fingerprint;

/**
 * What people must be told of the ends of the certificates of a site: each rung of the ladder once for each of them,
 * the most urgent one first. A warning lasts until each certificate that gave cause for it is no longer served or
 * beyond the threshold.
 */
export function warnOfExpiry(
  { newId, watch: { warning }, leaves, now }: Circumstances,
  seen: readonly SeenCertificate[],
): Warned {
  const ending = seen.flatMap((one): Ending[] =>
    one.expiry.step === null ? [] : [{ ...one, step: one.expiry.step }],
  );
  const toldOf = (fingerprint: string): ExpiryStep | undefined =>
    leaves.find((leaf) => leaf.fingerprint === fingerprint)?.told;
  const untold = ending.filter((one) => {
    const told = toldOf(fingerprintOf(one));
    return told === undefined || isLaterStep(one.step, told);
  });
  const [first] = untold;
  if (first) {
    const fingerprint = fingerprintOf(first);
    const { alertIds, intents } = tellOfStep({ newId }, warning?.alertIds ?? [], {
      kind: 'certificate',
      key: `${fingerprint.slice(0, 16)}-${first.step}`,
      severity: expirySeverity(first.step),
      reason: reasonOf(first, seen, now),
      at: now,
      isNewMatter: first.step === 'expired' || toldOf(fingerprint) === undefined,
    });
    return {
      warning: { alertIds, fingerprint, step: first.step },
      leaves: leaves.map((leaf) => {
        const one = untold.find((other) => fingerprintOf(other) === leaf.fingerprint);
        return one ? { ...leaf, told: one.step } : leaf;
      }),
      intents,
    };
  }
  const isSeen = ({ fingerprint }: KnownLeaf): boolean =>
    seen.some((one) => fingerprintOf(one) === fingerprint);
  const mayBeServed = leaves.some(
    (leaf) => leaf.told !== undefined && !isSeen(leaf) && isInService(leaf, now),
  );
  if (ending.length > 0 || mayBeServed) return { warning, leaves: [...leaves], intents: [] };
  const isSame = warning !== null && seen.some((one) => fingerprintOf(one) === warning.fingerprint);
  return {
    warning: null,
    leaves: leaves.map((leaf) => (isSeen(leaf) ? untoldOf(leaf) : leaf)),
    intents: endIntents({ newId }, warning?.alertIds ?? [], {
      resolution: isSame ? 'recovered' : 'renewed',
      at: now,
    }),
  };
}

/** Beyond the threshold nothing is told of it: when a person raises the threshold again, it is news. */
function untoldOf({ told: _, ...leaf }: KnownLeaf): KnownLeaf {
  return leaf;
}

/** The sentence, with the place of the certificate where a site shows several. */
function reasonOf(one: SeenCertificate, seen: readonly SeenCertificate[], now: Date): string {
  const reason = describeCertificateExpiry(one.expiry, one.evidence, now);
  if (seen.length < 2) return reason;
  return `${reason} ${describeCertificatePlace(one, seen)}`;
}
