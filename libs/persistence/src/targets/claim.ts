import type { ClaimedTarget, Lease, TargetStore } from '@app/monitoring';
import type { Model, QueryFilter } from 'mongoose';
import { toObjectId } from '../common/ids.ts';
import { isFree } from '../common/lease.ts';
import { toRecord, type TargetWithoutRecent } from './mapping.ts';
import type { TargetDocument } from './model.ts';

export const WITHOUT_RECENT = { recent: 0 } as const;

/** What an http check has no use for stays where it is: this is the read that is made most. */
const FOR_CHECKS = { recent: 0, certificate: 0 } as const;

/** Condition that nobody holds a target at an instant. */
export const free = (now: Date): QueryFilter<TargetDocument> => isFree('schedule.lease', now);

/**
 * Claims due targets in three steps: which are due, take those that are still free, read what was taken.
 * Two claimers that see the same targets share them: the second step is atomic for each one.
 */
export async function claimDue(
  targets: Model<TargetDocument>,
  { partitions, horizon, now, limit, lease }: Parameters<TargetStore['claimDue']>[0],
): Promise<ClaimedTarget[]> {
  const isDue = {
    'schedule.dueAt': { $lte: horizon },
    partition: { $in: [...partitions] },
    ...free(now),
  };
  const due = await targets
    .find(isDue, { _id: 1 })
    .sort({ 'schedule.dueAt': 1, partition: 1 })
    .limit(limit)
    .lean();
  if (due.length === 0) return [];

  const ids = due.map(({ _id }) => _id);
  const { modifiedCount } = await targets.updateMany(
    { _id: { $in: ids }, ...isDue },
    { $set: { 'schedule.lease': lease } },
  );
  if (modifiedCount === 0) return [];

  const taken = await targets
    .find({ _id: { $in: ids }, 'schedule.lease.token': lease.token }, FOR_CHECKS)
    .lean<TargetWithoutRecent[]>();
  return taken
    .flatMap((document) => {
      const slot = document.schedule.dueAt;
      return slot ? [claimed(document, { slot, origin: 'scheduled', lease })] : [];
    })
    .sort((a, b) => a.slot.getTime() - b.slot.getTime());
}

/** Claims the urgent check of a target in one atomic step; null when it has not come or somebody holds it. */
export async function claimUrgent(
  targets: Model<TargetDocument>,
  { id, now, lease }: { id: string; now: Date; lease: Lease },
): Promise<ClaimedTarget | null> {
  const document = await targets
    .findOneAndUpdate(
      { _id: toObjectId(id), 'schedule.urgent.slot': { $lte: now }, ...free(now) },
      { $set: { 'schedule.lease': lease } },
      { returnDocument: 'after', projection: FOR_CHECKS },
    )
    .lean<TargetWithoutRecent | null>();
  const urgent = document?.schedule.urgent;
  return document && urgent ? claimed(document, { ...urgent, lease }) : null;
}

const claimed = (
  document: TargetWithoutRecent,
  check: Pick<ClaimedTarget, 'slot' | 'origin' | 'lease'>,
): ClaimedTarget => ({
  target: toRecord(document),
  recentCount: document.recentCount,
  ...check,
});
