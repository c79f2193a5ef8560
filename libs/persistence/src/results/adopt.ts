import type { Model } from 'mongoose';
import { driverCollection } from '../common/driver-collection.ts';
import { appendChecks } from './append.ts';
import { fromCheckDocument } from './check-mapping.ts';
import { targetOfOldBucket } from './ids.ts';
import type { BucketDocument, HistoryDocument } from './model.ts';

/**
 * Moves some buckets of older versions to the form of this one; answers how many there were. Safe to repeat and to break
 * off, and while older workers write: a bucket goes only as it was read.
 */
export async function adoptBuckets(
  { history, results }: { history: Model<HistoryDocument>; results: Model<BucketDocument> },
  limit: number,
): Promise<number> {
  const old = driverCollection(results);
  const buckets = await old.find().sort({ _id: 1 }).limit(limit).toArray();
  if (buckets.length === 0) return 0;
  await appendChecks(
    history,
    buckets.map(({ _id, checks }) => ({
      targetId: targetOfOldBucket(_id),
      checks: checks.map(fromCheckDocument),
    })),
  );
  const { deletedCount } = await old.bulkWrite(
    buckets.map(({ _id, checks }) => ({ deleteOne: { filter: { _id, checks } } })),
    { ordered: false },
  );
  return deletedCount;
}
