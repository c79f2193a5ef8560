import type { HeldTarget } from '@app/domain';
import type { Model } from 'mongoose';
import { toObjectIds } from '../common/ids.ts';
import type { TargetDocument } from './model.ts';

/** Condition that targets are still held by the tokens given; by id, see below. */
const heldBy = (lease: string, held: readonly HeldTarget[]) => ({
  _id: { $in: toObjectIds(held.map(({ id }) => id)) },
  [`${lease}.token`]: { $in: [...new Set(held.map(({ token }) => token))] },
});

/** Prolongs leases of http checks, those only that are still held by their tokens. */
export async function renewLeases(
  targets: Model<TargetDocument>,
  held: readonly HeldTarget[],
  until: Date,
): Promise<void> {
  if (held.length === 0) return;
  await targets.updateMany(heldBy('schedule.lease', held), {
    $set: { 'schedule.lease.until': until },
  });
}

/**
 * Gives leases back, those only that are still held by their tokens. Found by id: tokens have no index,
 * because each claim and each result would have to write it.
 */
export async function releaseLeases(
  targets: Model<TargetDocument>,
  lease: string,
  held: readonly HeldTarget[],
): Promise<void> {
  if (held.length === 0) return;
  await targets.updateMany(heldBy(lease, held), { $set: { [lease]: null } });
}
