import type { Model } from 'mongoose';
import { toObjectId } from '../common/ids.ts';
import type { TargetDocument } from './model.ts';

/**
 * Drops checks up to a slot from `recent` and keeps `recentCount` true. The count that was read fences the
 * write: a check that came in between makes it start again.
 */
export async function trimRecent(
  targets: Model<TargetDocument>,
  id: string,
  upTo: Date,
): Promise<void> {
  const _id = toObjectId(id);
  for (;;) {
    const document = await targets.findOne({ _id }, { recent: 1, recentCount: 1 }).lean();
    const dropped = document?.recent.filter(({ s }) => s <= upTo).length ?? 0;
    if (!document || dropped === 0) return;
    const { matchedCount } = await targets.updateOne(
      { _id, recentCount: document.recentCount },
      { $pull: { recent: { s: { $lte: upTo } } }, $inc: { recentCount: -dropped } },
    );
    if (matchedCount === 1) return;
  }
}
