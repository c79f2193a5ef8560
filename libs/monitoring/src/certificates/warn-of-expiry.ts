import {
  certificateExpiry,
  describeCertificateExpiry,
  expirySeverity,
  isLaterStep,
  type CertificateEvidence,
} from '@app/domain';
import { endIntents } from '../alerts/intents.ts';
import { tellOfStep } from '../expiry/tell-of-step.ts';
import type { CertificateWatch, ExpiryWarning, Intent, TargetRecord } from '../records.ts';

interface Circumstances {
  newId: () => string;
  target: Pick<TargetRecord, 'thresholds'>;
  watch: Pick<CertificateWatch, 'warning'>;
  now: Date;
}

/**
 * What people must be told of the end of a certificate: each rung of the ladder once for each leaf, until a new leaf
 * is beyond the threshold. Another leaf, and the end itself, are new matters.
 */
export function warnOfExpiry(
  { newId, target, watch: { warning }, now }: Circumstances,
  evidence: CertificateEvidence,
): { warning: ExpiryWarning | null; intents: Intent[] } {
  const expiry = certificateExpiry(evidence, target.thresholds.certificateDays, now);
  const { fingerprint } = evidence.leaf;
  const { step } = expiry;
  const isSame = warning?.fingerprint === fingerprint;
  if (step === null) {
    const resolution = isSame ? 'recovered' : 'renewed';
    return {
      warning: null,
      intents: endIntents({ newId }, warning?.alertIds ?? [], { resolution, at: now }),
    };
  }
  if (warning && isSame && !isLaterStep(step, warning.step)) return { warning, intents: [] };
  const { alertIds, intents } = tellOfStep({ newId }, warning?.alertIds ?? [], {
    kind: 'certificate',
    key: `${fingerprint.slice(0, 16)}-${step}`,
    severity: expirySeverity(step),
    reason: describeCertificateExpiry(expiry, evidence, now),
    at: now,
    isNewMatter: step === 'expired' || !isSame,
  });
  return { warning: { alertIds, fingerprint, step }, intents };
}
