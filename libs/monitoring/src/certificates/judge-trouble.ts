import { namedId, type CertificateResult, type Status } from '@app/domain';
import type { CertificateWatch, Intent } from '../records.ts';

const HOUR_MS = 3_600_000;
/** How long checks must fail before people are told (DESIGN section 4). */
const TROUBLE_MS = 72 * HOUR_MS;
/** Checks of the same slot are never exactly a day apart. */
const TOLERANCE_MS = HOUR_MS;

interface Circumstances {
  newId: () => string;
  target: { id: string; state: { status: Status } };
  trouble: CertificateWatch['trouble'];
  now: Date;
}

/**
 * Keeps account of checks that fail for technical reasons. People are told after three days, except while
 * the target is down: that they know. Faults of ours neither begin nor end a trouble.
 */
export function judgeTrouble(
  { newId, target, trouble, now }: Circumstances,
  result: CertificateResult,
): { trouble: CertificateWatch['trouble']; intents: Intent[] } {
  switch (result.outcome) {
    case 'inconclusive':
      return { trouble, intents: [] };
    case 'ok':
      return {
        trouble: null,
        intents: trouble?.alertId
          ? [
              {
                id: newId(),
                type: 'end',
                alertIds: [trouble.alertId],
                resolution: 'recovered',
                at: now,
              },
            ]
          : [],
      };
    case 'failed': {
      const { failure } = result;
      const since = trouble?.since ?? now;
      const kept = { since, at: now, failure, alertId: trouble?.alertId ?? null };
      const isOld = now.getTime() - since.getTime() >= TROUBLE_MS - TOLERANCE_MS;
      if (!isOld || kept.alertId || target.state.status === 'down') {
        return { trouble: kept, intents: [] };
      }
      const alertId = namedId('check-trouble', target.id, 'certificate', since.getTime());
      return {
        trouble: { ...kept, alertId },
        intents: [
          {
            id: newId(),
            type: 'open',
            kind: 'check-trouble',
            alertId,
            downAlertId: null,
            severity: 'warning',
            reason: `The certificate could not be read for 3 days. ${failure.message}`,
            since,
            at: now,
          },
        ],
      };
    }
  }
}
