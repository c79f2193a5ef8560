import type { CheckedTarget } from '@app/domain';
import type { Model } from 'mongoose';
import { toObjectId, toObjectIds } from '../common/ids.ts';
import { changeUpdate } from './change-update.ts';
import type { TargetDocument } from './model.ts';

/**
 * Records results in one batch, each in one atomic write that is fenced by the token of its lease.
 * Answers the ids that were recorded.
 */
export async function recordChecks(
  targets: Model<TargetDocument>,
  checked: readonly CheckedTarget[],
  now: Date,
): Promise<Set<string>> {
  if (checked.length === 0) return new Set();
  // The driver's own batch: the mapping has made exact documents, and casting them again costs as much
  // as the rest of the write.
  const { matchedCount } = await targets.collection.bulkWrite(
    checked.map((one) => ({
      updateOne: {
        filter: { _id: toObjectId(one.id), 'schedule.lease.token': one.token },
        update: recordUpdate(one, now),
      },
    })),
    { ordered: false },
  );
  if (matchedCount === checked.length) return new Set(checked.map(({ id }) => id));
  return await recordedOf(targets, checked);
}

function recordUpdate({ token, change }: CheckedTarget, now: Date) {
  const { schedule, ...rest } = change;
  const update = changeUpdate(rest, now);
  const ended = schedule ? { schedule: { ...schedule, lease: null } } : { 'schedule.lease': null };
  return { ...update, $set: { ...update.$set, ...ended, recordedBy: token } };
}

/**
 * Which of a batch were recorded. One that was recorded and then again by somebody else is missed: its
 * target still carries the intents, and the reconciler finds them.
 */
async function recordedOf(
  targets: Model<TargetDocument>,
  checked: readonly CheckedTarget[],
): Promise<Set<string>> {
  const documents = await targets
    .find({ _id: { $in: toObjectIds(checked.map(({ id }) => id)) } }, { recordedBy: 1 })
    .lean();
  const tokens = new Map(documents.map((d) => [d._id.toHexString(), d.recordedBy]));
  return new Set(checked.filter(({ id, token }) => tokens.get(id) === token).map(({ id }) => id));
}
