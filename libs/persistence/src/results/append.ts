import type { Check } from '@app/domain';
import { mongo, type AnyBulkWriteOperation, type Model } from 'mongoose';
import { isDuplicateKey } from '../common/duplicate-key.ts';
import { toCheckDocument } from './check-mapping.ts';
import type { BucketDocument } from './model.ts';

export interface Append extends Pick<BucketDocument, '_id' | 'expireAt'> {
  /** Checks of one hour, at least one, oldest first. */
  checks: readonly Check[];
}

/**
 * Appends checks to their buckets, those only that are newer than what a bucket holds: a repeated append adds
 * nothing, also while another process makes the same one.
 */
export async function appendToBuckets(
  results: Model<BucketDocument>,
  appends: readonly Append[],
): Promise<void> {
  let missing = appends;
  while (missing.length > 0) {
    const refused = await upsertAll(results, missing);
    missing = await withoutHeld(results, refused);
  }
}

/** Answers the appends whose bucket holds their first check or newer ones: there the upsert meets its id. */
async function upsertAll(
  results: Model<BucketDocument>,
  appends: readonly Append[],
): Promise<Append[]> {
  try {
    await results.bulkWrite(appends.map(upsertOf), { ordered: false });
    return [];
  } catch (error) {
    if (!isDuplicateKey(error) || !(error instanceof mongo.MongoBulkWriteError)) throw error;
    const indexes = new Set([error.writeErrors].flat().map(({ index }) => index));
    return appends.filter((_, index) => indexes.has(index));
  }
}

function upsertOf({ _id, expireAt, checks }: Append): AnyBulkWriteOperation<BucketDocument> {
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

/** What is left of appends without the checks that their buckets hold. */
async function withoutHeld(
  results: Model<BucketDocument>,
  appends: readonly Append[],
): Promise<Append[]> {
  if (appends.length === 0) return [];
  const buckets = await results
    .find({ _id: { $in: appends.map(({ _id }) => _id) } }, { lastSlot: 1 })
    .lean();
  const held = new Map(buckets.map(({ _id, lastSlot }) => [_id, lastSlot]));
  return appends
    .map((append) => {
      const last = held.get(append._id);
      return last ? { ...append, checks: append.checks.filter(({ slot }) => slot > last) } : append;
    })
    .filter(({ checks }) => checks.length > 0);
}
