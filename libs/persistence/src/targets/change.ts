import type { TargetChange } from '@app/domain';
import type { Model, UpdateQuery } from 'mongoose';
import { isDuplicateOf } from '../common/duplicate-key.ts';
import { toObjectId } from '../common/ids.ts';
import { changeUpdate } from './change-update.ts';
import { textFields } from './mapping.ts';
import type { TargetDocument } from './model.ts';

interface Change {
  id: string;
  version: number;
  change: TargetChange;
  now: Date;
}

/**
 * Applies a change to the version that was read. A new url gets the first right to its key if nobody has
 * it; a removed target gives its right up in the same write.
 */
export async function changeTarget(
  targets: Model<TargetDocument>,
  { id, version, change, now }: Change,
): Promise<boolean> {
  const update = changeUpdate(change, now);
  const text = await changedText(targets, id, change);
  const write = async ({ $set, $unset }: UpdateQuery<TargetDocument>): Promise<boolean> => {
    const { matchedCount } = await targets.updateOne(
      { _id: toObjectId(id), version },
      {
        ...update,
        $set: { ...update.$set, ...text, ...$set },
        ...($unset ? { $unset: { ...update.$unset, ...$unset } } : {}),
      },
    );
    return matchedCount === 1;
  };

  if (change.removedAt) return await write({ $unset: { uniqueKey: 1 } });
  if (change.urlKey === undefined) return await write({});
  try {
    return await write({ $set: { uniqueKey: change.urlKey } });
  } catch (error) {
    // Another target has the right to this url: whether a duplicate is wanted was decided before.
    if (!isDuplicateOf(error, 'uniqueKey')) throw error;
    return await write({ $unset: { uniqueKey: 1 } });
  }
}

/** Sort and search keys after a change of name or url; the one that stays is read, fenced by the version. */
async function changedText(
  targets: Model<TargetDocument>,
  id: string,
  { name, url }: TargetChange,
): Promise<Partial<TargetDocument>> {
  if (name === undefined && url === undefined) return {};
  if (name !== undefined && url !== undefined) return textFields({ name, url });
  const known = await targets.findOne({ _id: toObjectId(id) }, { name: 1, url: 1 }).lean();
  return known ? textFields({ name: name ?? known.name, url: url ?? known.url }) : {};
}
