import type { WatchState } from '@app/domain/check-kinds';
import type { ClaimedWatch, StoredKind, TargetStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import { isFree, SKEW_MS } from '../common/lease.ts';
import { WITHOUT_RECENT } from './claim.ts';
import { toRecord, type TargetWithoutRecent, watchesOf } from './mapping.ts';
import type { TargetDocument } from './model.ts';

/**
 * Claims due checks of a kind in three steps, as `claimDue` does: which are due, take those that are still free, read
 * what was taken. The lease is one of its own: checks of other kinds go on meanwhile.
 */
export async function claimWatches(
  targets: Model<TargetDocument>,
  { name, schedule }: StoredKind,
  { now, limit, lease }: Parameters<TargetStore['claimWatches']>[1],
): Promise<ClaimedWatch[]> {
  const dueAt = `${name}.dueAt`;
  const isDue = {
    [dueAt]: { $lte: now },
    ...isFree(`${name}.lease`, now, schedule.leaseMs + SKEW_MS),
  };
  const due = await targets
    .find(isDue, { _id: 1 })
    .sort({ [dueAt]: 1 })
    .limit(limit)
    .lean();
  if (due.length === 0) return [];

  const ids = due.map(({ _id }) => _id);
  const { modifiedCount } = await targets.updateMany(
    { _id: { $in: ids }, ...isDue },
    { $set: { [`${name}.lease`]: lease } },
  );
  if (modifiedCount === 0) return [];

  const taken = await targets
    .find({ _id: { $in: ids }, [`${name}.lease.token`]: lease.token }, WITHOUT_RECENT)
    .sort({ [dueAt]: 1 })
    .lean<(TargetWithoutRecent & Record<string, unknown>)[]>();
  return taken.map((document) => ({
    target: toRecord(document),
    watch: { ...document, ...watchesOf(document) }[name] as WatchState,
    lease,
  }));
}
