import { certificateChanged, type CertificateResult } from '@app/domain';
import type { ClaimedCertificate } from '../ports.ts';
import type { CertificateWatch, Intent } from '../records.ts';
import { judgeTrouble } from './judge-trouble.ts';
import { afterOwnFault, nextCertificateCheck } from './next-check.ts';
import { warnOfExpiry } from './warn-of-expiry.ts';

/** Changes of certificate that are kept: with certificates of 47 days more than a year. */
const MAX_CHANGES = 10;

/**
 * Turns a finished certificate check into the one write that records it: the reading, the next check, and
 * the intents for whatever has to follow. It never touches the status or the uptime of the target. Pure but
 * for the ids it makes.
 */
export function judgeCertificateCheck(
  deps: { newId: () => string },
  { target, watch }: Pick<ClaimedCertificate, 'target' | 'watch'>,
  { result, now }: { result: CertificateResult; now: Date },
): { certificate: CertificateWatch; intents: Intent[] } {
  const judged = judgeTrouble({ ...deps, target, trouble: watch.trouble, now }, result);
  if (result.outcome !== 'ok') {
    const next = nextCertificateCheck(target.id, watch.reading, now);
    const dueAt = result.outcome === 'inconclusive' ? afterOwnFault(next, now) : next;
    const certificate = { ...watch, dueAt, lease: null, trouble: judged.trouble };
    return { certificate, intents: judged.intents };
  }
  const { address, evidence, findings } = result;
  const reading = { at: now, address, evidence, findings };
  const change = watch.reading && certificateChanged(watch.reading.evidence, evidence);
  const warned = warnOfExpiry({ ...deps, target, watch, now }, evidence);
  return {
    certificate: {
      ...watch,
      dueAt: nextCertificateCheck(target.id, reading, now),
      lease: null,
      reading,
      changes: change
        ? [{ at: now, ...change }, ...watch.changes].slice(0, MAX_CHANGES)
        : watch.changes,
      warning: warned.warning,
      trouble: judged.trouble,
    },
    intents: [...warned.intents, ...judged.intents],
  };
}
