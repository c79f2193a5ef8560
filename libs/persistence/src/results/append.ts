import type { Check } from '@app/domain';
import type { Model } from 'mongoose';
import { isDuplicateOf } from '../common/duplicate-key.ts';
import { toCheckDocument } from './check-mapping.ts';
import type { BucketDocument } from './model.ts';

interface Append extends Pick<BucketDocument, '_id' | 'expireAt'> {
  checks: readonly Check[];
}

/**
 * Appends checks of one hour to their bucket, those only that are newer than what it holds: a repeated
 * append adds nothing, also while another process makes the same one.
 */
export async function appendToBucket(
  results: Model<BucketDocument>,
  { _id, expireAt, checks }: Append,
): Promise<void> {
  let missing = checks;
  for (;;) {
    const [first] = missing;
    const last = missing.at(-1);
    if (!first || !last) return;
    try {
      await results.updateOne(
        { _id, lastSlot: { $lt: first.slot } },
        {
          $set: { lastSlot: last.slot },
          $push: { checks: { $each: missing.map(toCheckDocument) } },
          $setOnInsert: { expireAt },
        },
        { upsert: true },
      );
      return;
    } catch (error) {
      // The bucket is there and holds the first check or newer ones, so the upsert met its id.
      if (!isDuplicateOf(error, '_id')) throw error;
      const bucket = await results.findOne({ _id }, { lastSlot: 1 }).lean();
      if (bucket) missing = missing.filter(({ slot }) => slot > bucket.lastSlot);
    }
  }
}
