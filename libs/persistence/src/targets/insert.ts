import type { TargetRecord } from '@app/monitoring';
import type { Model } from 'mongoose';
import { isDuplicateOf } from '../common/duplicate-key.ts';
import { toDocument } from './mapping.ts';
import type { TargetDocument } from './model.ts';

/** Id of a target that is not being removed and has a url key, or null. */
export async function findByUrlKey(
  targets: Model<TargetDocument>,
  urlKey: string,
): Promise<string | null> {
  const document = await targets
    .findOne({ urlKey, removedAt: null }, { _id: 1 })
    .sort({ _id: 1 })
    .lean();
  return document?._id.toHexString() ?? null;
}

/**
 * Stores a target unless its url is watched already. Of several that come at once one wins: the unique
 * index decides. Answers the id of the target that was there first, or null when this one was stored.
 */
export async function insertUnique(
  targets: Model<TargetDocument>,
  target: TargetRecord,
): Promise<string | null> {
  for (;;) {
    const known = await findByUrlKey(targets, target.urlKey);
    if (known) return known;
    try {
      await targets.collection.insertOne({ ...toDocument(target), uniqueKey: target.urlKey });
      return null;
    } catch (error) {
      // Somebody was faster: look who. If that target is gone again, the next try gets through.
      if (!isDuplicateOf(error, 'uniqueKey')) throw error;
    }
  }
}
