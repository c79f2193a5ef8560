import type { CarriedChecks, RecentTrim } from '@app/monitoring';
import type { Model } from 'mongoose';
import { driverCollection } from '../common/driver-collection.ts';
import { toObjectId, toObjectIds } from '../common/ids.ts';
import { fromCheckDocument } from '../results/check-mapping.ts';
import type { TargetDocument } from './model.ts';

/** The checks that targets carry with them. */
export async function carriedChecks(
  targets: Model<TargetDocument>,
  ids: readonly string[],
): Promise<(CarriedChecks & { carried: number })[]> {
  const documents = await targets
    .find({ _id: { $in: toObjectIds(ids) }, removedAt: null }, { recent: 1, recentCount: 1 })
    .lean();
  return documents.map(({ _id, recent, recentCount }) => ({
    targetId: _id.toHexString(),
    checks: recent.map(fromCheckDocument),
    carried: recentCount,
  }));
}

/**
 * Drops checks from `recent` and makes `recentCount` true. Fenced by what was read: the count and the last check to
 * go, so that neither a check that came in between nor another trim is miscounted.
 */
export async function trimRecent(
  targets: Model<TargetDocument>,
  trims: readonly RecentTrim[],
): Promise<void> {
  if (trims.length === 0) return;
  await driverCollection(targets).bulkWrite(
    trims.map(({ targetId, carried, moved, kept }) => ({
      updateOne: {
        filter: { _id: toObjectId(targetId), recentCount: carried, 'recent.s': moved.at(-1) },
        update: { $pull: { recent: { s: { $in: [...moved] } } }, $set: { recentCount: kept } },
      },
    })),
    { ordered: false },
  );
}
