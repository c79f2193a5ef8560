import type { HeldTarget } from '@app/monitoring';
import type { Model } from 'mongoose';
import { toObjectIds } from '../common/ids.ts';
import type { TargetDocument } from './model.ts';

/**
 * Gives leases back, those only that are still held by their tokens. Found by id: tokens have no index,
 * because each claim and each result would have to write it.
 */
export async function releaseLeases(
  targets: Model<TargetDocument>,
  lease: 'schedule.lease' | 'certificate.lease',
  held: readonly HeldTarget[],
): Promise<void> {
  if (held.length === 0) return;
  const tokens = [...new Set(held.map(({ token }) => token))];
  await targets.updateMany(
    { _id: { $in: toObjectIds(held.map(({ id }) => id)) }, [`${lease}.token`]: { $in: tokens } },
    { $set: { [lease]: null } },
  );
}
