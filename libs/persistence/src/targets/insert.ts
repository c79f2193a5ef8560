import { AppError, type TargetRecord } from '@app/domain';
import { Types, type Model } from 'mongoose';
import { isDuplicateOf } from '../common/duplicate-key.ts';
import { allWatches, toDocument, watchesOf } from './mapping.ts';
import type { TargetDocument } from './model.ts';

const MAX_TRIES = 5;

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
  for (let i = 0; i < MAX_TRIES; i++) {
    const known = await findByUrlKey(targets, target.urlKey);
    if (known) return known;
    if (await insertWithKey(targets, target)) return null;
  }
  throw new AppError('conflict', 'This url is being added or removed right now. Try again.');
}

/**
 * Stores a target as a removed one, then reveals it together with its unique key; false when another
 * target has the key. Not every server frees a key that came with an insert when an update changes it,
 * so keys come by updates only. After a crash in between, the erase intent clears up.
 */
async function insertWithKey(
  targets: Model<TargetDocument>,
  target: TargetRecord,
): Promise<boolean> {
  const document = toDocument(target);
  const { _id, schedule, intents, removedAt } = document;
  await targets.collection.insertOne({
    ...document,
    schedule: { dueAt: null, urgent: null, lease: null, silentAt: null },
    ...allWatches(() => null),
    intents: [{ id: new Types.ObjectId(), type: 'erase' }],
    removedAt: target.createdAt,
  });
  try {
    const { matchedCount } = await targets.updateOne(
      { _id },
      { $set: { uniqueKey: target.urlKey, schedule, ...watchesOf(document), intents, removedAt } },
    );
    return matchedCount === 1;
  } catch (error) {
    if (!isDuplicateOf(error, 'uniqueKey')) throw error;
    await targets.deleteOne({ _id });
    return false;
  }
}
