import type { TargetStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import { driverCollection } from '../common/driver-collection.ts';
import { gathered } from '../common/gathered.ts';
import { toObjectId } from '../common/ids.ts';
import type { TargetDocument } from './model.ts';

type Dropped = Parameters<TargetStore['dropIntent']>;

/** Drops intents that were applied, those of one moment together. */
export function dropIntentOf(targets: Model<TargetDocument>): TargetStore['dropIntent'] {
  const drop = gathered(async (dropped: readonly Dropped[]) => {
    await driverCollection(targets).bulkWrite(
      dropped.map(([id, intentId]) => ({
        updateOne: {
          filter: { _id: toObjectId(id) },
          update: { $pull: { intents: { id: toObjectId(intentId) } } },
        },
      })),
      { ordered: false },
    );
    return dropped.map(() => undefined);
  });
  return (...dropped) => drop(dropped);
}
