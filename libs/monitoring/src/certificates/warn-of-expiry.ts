import {
  certificateExpiry,
  describeCertificateExpiry,
  expirySeverity,
  isLaterStep,
  namedId,
  type CertificateEvidence,
  type ExpiryStep,
} from '@app/domain';
import type { CertificateWatch, ExpiryWarning, Intent, TargetRecord } from '../records.ts';

/** A site that shows ever new certificates that end soon must not grow its warning without end. */
const MAX_ALERTS = 10;

interface Warned {
  warning: ExpiryWarning | null;
  intents: Intent[];
}

interface Circumstances {
  newId: () => string;
  target: Pick<TargetRecord, 'id' | 'thresholds'>;
  watch: Pick<CertificateWatch, 'startedAt' | 'warning'>;
  now: Date;
}

/**
 * What people must be told of the end of a certificate. Alerts are named by target, leaf and rung of the
 * ladder: the first rung opens one, later rungs remind of it, and a new leaf beyond the threshold ends it.
 * Whoever has taken a warning on is left alone until the certificate has really expired or is another one.
 */
export function warnOfExpiry(
  { newId, target, watch, now }: Circumstances,
  evidence: CertificateEvidence,
): Warned {
  const expiry = certificateExpiry(evidence, target.thresholds.certificateDays, now);
  const { fingerprint } = evidence.leaf;
  const { warning } = watch;
  const { step } = expiry;
  if (step === null) {
    const resolution = warning?.fingerprint === fingerprint ? 'recovered' : 'renewed';
    return {
      warning: null,
      intents: warning
        ? [{ id: newId(), type: 'end', alertIds: warning.alertIds, resolution, at: now }]
        : [],
    };
  }
  const isSame = warning?.fingerprint === fingerprint;
  if (warning && isSame && !isLaterStep(step, warning.step)) return { warning, intents: [] };

  const said = {
    id: newId(),
    kind: 'certificate' as const,
    severity: expirySeverity(step),
    reason: describeCertificateExpiry(expiry, evidence, now),
    at: now,
  };
  const alertId = alertName(target.id, watch.startedAt, fingerprint, step);
  if (!warning) {
    return {
      warning: { alertIds: [alertId], fingerprint, step },
      intents: [{ ...said, type: 'open', alertId, downAlertId: null, since: now }],
    };
  }
  const isNewMatter = step === 'expired' || !isSame;
  const alertIds = isNewMatter ? withLast(warning.alertIds, alertId) : warning.alertIds;
  return {
    warning: { alertIds, fingerprint, step },
    intents: [
      {
        ...said,
        type: 'warn',
        alertIds: warning.alertIds,
        newAlertId: isNewMatter ? alertId : null,
        key: `reminder-${fingerprint.slice(0, 16)}-${step}`,
      },
    ],
  };
}

const alertName = (
  targetId: string,
  startedAt: Date,
  fingerprint: string,
  step: ExpiryStep,
): string => namedId('certificate', targetId, startedAt.getTime(), fingerprint, step);

const withLast = (ids: readonly string[], id: string): string[] =>
  [...ids.filter((other) => other !== id), id].slice(-MAX_ALERTS);
