import type { Check } from '@app/domain';
import { mongo, type Model } from 'mongoose';
import { driverCollection } from '../common/driver-collection.ts';
import { isDuplicateKey } from '../common/duplicate-key.ts';
import { toCheckDocument } from './check-mapping.ts';
import type { BucketDocument } from './model.ts';

export interface Append extends Pick<BucketDocument, '_id' | 'expireAt'> {
  /** Checks of one hour, at least one, oldest first. */
  checks: readonly Check[];
}

/**
 * Appends checks to their buckets, those only that a bucket does not hold: a repeated append adds nothing, also while
 * another process makes the same one. Most are newer than all that is held, which is decided by the newest slot alone;
 * others come after a repetition, or after a clock that was ahead.
 */
export async function appendToBuckets(
  results: Model<BucketDocument>,
  appends: readonly Append[],
): Promise<void> {
  let missing = await withoutHeld(results, await upsertAll(results, appends));
  while (missing.length > 0) {
    await insertAll(results, missing);
    // What another process added meanwhile refused the write.
    missing = await withoutHeld(results, missing);
  }
}

/** Answers the appends whose bucket holds their first check or newer ones: there the upsert meets its id. */
async function upsertAll(
  results: Model<BucketDocument>,
  appends: readonly Append[],
): Promise<Append[]> {
  if (appends.length === 0) return [];
  try {
    await driverCollection(results).bulkWrite(appends.map(upsertOf), { ordered: false });
    return [];
  } catch (error) {
    if (!isDuplicateKey(error) || !(error instanceof mongo.MongoBulkWriteError)) throw error;
    const indexes = new Set([error.writeErrors].flat().map(({ index }) => index));
    return appends.filter((_, index) => indexes.has(index));
  }
}

function upsertOf({ _id, expireAt, checks }: Append): mongo.AnyBulkWriteOperation<BucketDocument> {
  const slots = checks.map(({ slot }) => slot.getTime());
  return {
    updateOne: {
      filter: { _id, lastSlot: { $lt: new Date(Math.min(...slots)) } },
      update: {
        $set: { lastSlot: new Date(Math.max(...slots)) },
        $push: { checks: { $each: checks.map(toCheckDocument) } },
        $setOnInsert: { expireAt },
      },
      upsert: true,
    },
  };
}

/** Adds checks to buckets that hold none of them. */
async function insertAll(
  results: Model<BucketDocument>,
  appends: readonly Append[],
): Promise<void> {
  await driverCollection(results).bulkWrite(
    appends.map(({ _id, checks }) => {
      const slots = checks.map(({ slot }) => slot);
      return {
        updateOne: {
          filter: { _id, 'checks.s': { $nin: slots } },
          update: {
            $max: { lastSlot: new Date(Math.max(...slots.map(Number))) },
            $push: { checks: { $each: checks.map(toCheckDocument) } },
          },
        },
      };
    }),
    { ordered: false },
  );
}

/** What is left of appends without the checks that their buckets hold; nothing where the bucket is gone. */
async function withoutHeld(
  results: Model<BucketDocument>,
  appends: readonly Append[],
): Promise<Append[]> {
  if (appends.length === 0) return [];
  const buckets = await results
    .find({ _id: { $in: appends.map(({ _id }) => _id) } }, { 'checks.s': 1 })
    .lean<Pick<BucketDocument, '_id' | 'checks'>[]>();
  const held = new Map(
    buckets.map(({ _id, checks }) => [_id, new Set(checks.map(({ s }) => s.getTime()))]),
  );
  return appends
    .map((append) => ({
      ...append,
      checks: append.checks.filter(
        ({ slot }) => held.get(append._id)?.has(slot.getTime()) === false,
      ),
    }))
    .filter(({ checks }) => checks.length > 0);
}
