import type { BlindReason, UrgentOfTarget } from '@app/domain';
import type { TargetStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import type { TargetDocument } from './model.ts';

/** Before every instant: a range over it finds what has the field, by its index. */
const EVER = new Date(0);

/** Counts targets that cannot be seen, by reason; only those are read. */
export async function countBlind(
  targets: Model<TargetDocument>,
  since: Date,
): Promise<Map<BlindReason, number>> {
  const groups = await targets.aggregate<{ _id: BlindReason; count: number }>([
    { $match: { 'blind.since': { $lte: since }, removedAt: null } },
    { $group: { _id: '$blind.why', count: { $sum: 1 } } },
  ]);
  return new Map(groups.map(({ _id, count }) => [_id, count]));
}

/** Counts targets that are checked. */
export const countChecked = (targets: Model<TargetDocument>): Promise<number> =>
  targets.countDocuments({ 'schedule.dueAt': { $gt: EVER } });

/** Plans urgent checks of targets that cannot be seen; no version is raised, since only the plan changes. */
export async function recheckBlind(
  targets: Model<TargetDocument>,
  { why, partitions, at, limit }: Parameters<TargetStore['recheckBlind']>[0],
): Promise<UrgentOfTarget[]> {
  const isToCheck = {
    'blind.since': { $gt: EVER },
    'blind.why': why,
    partition: { $in: [...partitions] },
    'schedule.dueAt': { $gt: at },
    $or: [{ 'schedule.urgent': null }, { 'schedule.urgent.slot': { $gt: at } }],
  };
  const found = await targets.find(isToCheck, { _id: 1 }).limit(limit).lean();
  if (found.length === 0) return [];
  const ids = found.map(({ _id }) => _id);
  const urgent = { slot: at, origin: 'confirmation' as const };
  await targets.updateMany(
    { _id: { $in: ids }, ...isToCheck },
    { $set: { 'schedule.urgent': urgent } },
  );
  return ids.map((id) => ({ targetId: id.toHexString(), ...urgent }));
}
