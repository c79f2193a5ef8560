import type { CheckedTarget } from '@app/domain';
import { dayBefore } from '@app/domain/stats';
import type { Model } from 'mongoose';
import { driverCollection } from '../common/driver-collection.ts';
import { toObjectId, toObjectIds } from '../common/ids.ts';
import { changeUpdate } from './change-update.ts';
import { fromHourDocument } from './hours-mapping.ts';
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
  const before = await daysBefore(targets, checked);
  // The driver's own batch: the mapping has made exact documents, and casting them again costs as much
  // as the rest of the write.
  const { matchedCount } = await targets.collection.bulkWrite(
    checked.map((one) => ({
      updateOne: {
        filter: { _id: toObjectId(one.id), 'schedule.lease.token': one.token },
        update: recordUpdate(one, before.get(one.id), now),
      },
    })),
    { ordered: false },
  );
  if (matchedCount === checked.length) return new Set(checked.map(({ id }) => id));
  return await recordedOf(targets, checked);
}

type DayBefore = ReturnType<typeof dayBefore>;

/**
 * What the day before the running hour adds to it, of those whose hour has just begun: they are few, and claims do not
 * read ended hours.
 */
async function daysBefore(
  targets: Model<TargetDocument>,
  checked: readonly CheckedTarget[],
): Promise<Map<string, DayBefore>> {
  const begun = checked.filter(({ change }) => change.hour && !change.hour.running.dayBefore);
  if (begun.length === 0) return new Map();
  const documents = await driverCollection(targets)
    .find({ _id: { $in: toObjectIds(begun.map(({ id }) => id)) } }, { projection: { hours: 1 } })
    .toArray();
  const known = new Map(documents.map(({ _id, hours }) => [_id.toHexString(), hours]));
  return new Map(
    begun.flatMap(({ id, change: { hour } }): [string, DayBefore][] => {
      const ended = known.get(id)?.map(fromHourDocument);
      if (!hour || !ended) return [];
      return [[id, dayBefore([...ended, ...(hour.ended ? [hour.ended] : [])], hour.running.hour)]];
    }),
  );
}

function recordUpdate({ token, change }: CheckedTarget, before: DayBefore | undefined, now: Date) {
  const { schedule, hour, ...rest } = change;
  const running = hour && (before ? { ...hour.running, dayBefore: before } : hour.running);
  const update = changeUpdate(
    { ...rest, ...(hour && running && { hour: { ...hour, running } }) },
    now,
  );
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
