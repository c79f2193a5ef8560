import type { ClaimedCertificate, TargetStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import { isFree, LONGEST_LEASE_MS } from '../common/lease.ts';
import { WITHOUT_RECENT } from './claim.ts';
import { toRecord, type TargetWithoutRecent } from './mapping.ts';
import type { TargetDocument } from './model.ts';

/**
 * Claims due certificate checks in three steps, as `claimDue` does: which are due, take those that are still
 * free, read what was taken. The lease is one of its own: http checks go on meanwhile.
 */
export async function claimCertificates(
  targets: Model<TargetDocument>,
  { now, limit, lease }: Parameters<TargetStore['claimCertificates']>[0],
): Promise<ClaimedCertificate[]> {
  const isDue = {
    'certificate.dueAt': { $lte: now },
    ...isFree('certificate.lease', now, LONGEST_LEASE_MS.certificate),
  };
  const due = await targets
    .find(isDue, { _id: 1 })
    .sort({ 'certificate.dueAt': 1 })
    .limit(limit)
    .lean();
  if (due.length === 0) return [];

  const ids = due.map(({ _id }) => _id);
  const { modifiedCount } = await targets.updateMany(
    { _id: { $in: ids }, ...isDue },
    { $set: { 'certificate.lease': lease } },
  );
  if (modifiedCount === 0) return [];

  const taken = await targets
    .find({ _id: { $in: ids }, 'certificate.lease.token': lease.token }, WITHOUT_RECENT)
    .sort({ 'certificate.dueAt': 1 })
    .lean<TargetWithoutRecent[]>();
  return taken.map(toRecord).flatMap((target) => {
    const watch = target.certificate;
    return watch ? [{ target, watch, lease }] : [];
  });
}
