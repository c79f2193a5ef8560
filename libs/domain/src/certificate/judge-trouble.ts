import { checkErrorAlert } from '../outbox/check-error-alert.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import { describeFailure } from '../text/failure.ts';
import type { CertificateResult } from './probe.ts';
import type { CertificateWatch } from './watch.ts';

interface Circumstances {
  newId: () => string;
  target: { state: { status: string } };
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
): { trouble: CertificateWatch['trouble']; intents: OutboxEntry[] } {
  const known = trouble?.alertId ?? null;
  switch (result.outcome) {
    case 'inconclusive':
      return { trouble, intents: [] };
    case 'ok':
      return { trouble: null, intents: checkErrorAlert({ newId, now }, known, null).intents };
    case 'failed': {
      const { failure } = result;
      const since = trouble?.since ?? now;
      const kept = { since, at: now, failure, alertId: known };
      if (target.state.status === 'down') return { trouble: kept, intents: [] };
      const { alertId, intents } = checkErrorAlert({ newId, now }, known, {
        since,
        what: 'The certificate could not be read',
        why: describeFailure(failure),
      });
      return { trouble: { ...kept, alertId }, intents };
    }
  }
}
