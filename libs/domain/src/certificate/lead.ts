import type { CertificateWatch } from './watch.ts';

/**
 * The site whose certificate is watched for an http target stays that one until no check has led there for this long:
 * some redirects lead to one of several sites in turn, and a page of maintenance leads nowhere for a while.
 */
const STRAY_MS = 3 * 3_600_000;

/** What follows from where an http target leads: another site is watched, one has to wait, or the one before is back. */
export type Lead = 'move' | 'wait' | 'back';

/**
 * Decides whose certificate is watched for an http target; null where all stays as it is.
 *
 * @param watch what is known; null while no certificate is watched
 * @param origin of the https site that the target leads to; null for none
 */
export function followLead(
  watch: Pick<CertificateWatch, 'origin' | 'strayedAt'> | null,
  origin: string | null,
  now: Date,
): Lead | null {
  const known = watch?.origin ?? null;
  const strayedAt = watch?.strayedAt;
  if (origin === known) return strayedAt ? 'back' : null;
  if (known === null) return 'move';
  if (!strayedAt) return 'wait';
  return now.getTime() - strayedAt.getTime() >= STRAY_MS ? 'move' : null;
}
