import type { CertificateExpiryCause } from '../alert/cause.ts';
import { expirySeverity, isLaterStep } from '../alert/expiry-severity.ts';
import type { ExpiryStep } from '../alert/expiry-step.ts';
import { endEntries } from '../outbox/end-entries.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import { expiryAlert, resumedAlert } from '../outbox/expiry-alert.ts';
import { certificateExpiryCause } from './expiry-cause.ts';
import { isInService, type KnownLeaf } from './leaves.ts';
import type { SeenCertificate } from './seen-certificates.ts';
import type { CertificateWatch, ExpiryWarning } from './watch.ts';

interface Circumstances {
  newId: () => string;
  watch: Pick<CertificateWatch, 'warning' | 'pausedAlertIds'>;
  /** After this reading. */
  leaves: readonly KnownLeaf[];
  now: Date;
}

interface Warned {
  warning: ExpiryWarning | null;
  /** With what people have been told of each. */
  leaves: KnownLeaf[];
  intents: OutboxEntry[];
}

/** A certificate of a reading that has reached a threshold. */
type Ending = SeenCertificate & { step: ExpiryStep };

const fingerprintOf = ({ evidence }: SeenCertificate): string => evidence.leaf.fingerprint;

/**
 * What people must be told of the ends of the certificates of a site: each expiry threshold once for each of them,
 * the most urgent one first. A warning lasts until each certificate that gave cause for it is no longer served or
 * beyond the threshold.
 */
export function warnOfExpiry(
  { newId, watch: { warning, pausedAlertIds }, leaves, now }: Circumstances,
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
    const { alertIds, intents } = expiryAlert({ newId }, warning?.alertIds ?? [], {
      kind: 'certificate',
      key: `${fingerprint.slice(0, 16)}-${first.step}`,
      severity: expirySeverity(first.step),
      cause: causeOf(first, { seen, leaves, now }),
      at: now,
      isNewMatter: first.step === 'expired' || toldOf(fingerprint) === undefined,
    });
    return {
      warning: {
        alertIds,
        fingerprint,
        step: first.step,
        ...(warning?.pausedAlertIds ? { pausedAlertIds: warning.pausedAlertIds } : {}),
      },
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
  const [standing] = ending;
  if (standing && !warning && pausedAlertIds) {
    const { alertIds, intents } = resumedAlert({ newId }, pausedAlertIds, {
      kind: 'certificate',
      severity: expirySeverity(standing.step),
      cause: causeOf(standing, { seen, leaves, now }),
      at: now,
    });
    const { step } = standing;
    const resumed = { alertIds, fingerprint: fingerprintOf(standing), step, pausedAlertIds };
    return { warning: resumed, leaves: [...leaves], intents };
  }
  if (ending.length > 0 || mayBeServed) return { warning, leaves: [...leaves], intents: [] };
  const isSame = warning !== null && seen.some((one) => fingerprintOf(one) === warning.fingerprint);
  return {
    warning: null,
    leaves: leaves.map(untoldOf),
    intents: endEntries({ newId }, warning?.alertIds ?? [], {
      resolution: isSame ? 'recovered' : 'renewed',
      at: now,
    }),
  };
}

/**
 * Of what is beyond the threshold or no longer served nothing holds that was told: when a person raises the threshold
 * again, or the certificate comes back, it is news.
 */
function untoldOf({ told: _, ...leaf }: KnownLeaf): KnownLeaf {
  return leaf;
}

/** Why people are told of a certificate, or told again. */
function causeOf(
  one: SeenCertificate,
  {
    seen,
    leaves,
    now,
  }: { seen: readonly SeenCertificate[]; leaves: readonly KnownLeaf[]; now: Date },
): CertificateExpiryCause {
  const leaf = leaves.find(({ fingerprint }) => fingerprint === fingerprintOf(one));
  const isBack = leaf?.reappeared === true && leaf.told === undefined;
  return certificateExpiryCause(one, { all: seen, isBack, now });
}
