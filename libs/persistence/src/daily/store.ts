import { decodeTotals, encodeTotals } from '@app/domain/history';
import type { DailyRecord } from '@app/domain/stats';
import type { DailyStore, DayOfTarget } from '@app/monitoring';
import { mongo, type Model } from 'mongoose';
import { driverCollection } from '../common/driver-collection.ts';
import { idsOfTarget } from '../results/ids.ts';
import type { DailyDocument } from './model.ts';

const UTC = 'UTC';

export const createDailyStore = (daily: Model<DailyDocument>): DailyStore => ({
  async range(targetId, fromDay, toDay) {
    const documents = await driverCollection(daily)
      .find({ _id: { $gte: idOf(targetId, fromDay), $lte: idOf(targetId, toDay) } })
      .sort({ _id: 1 })
      .toArray();
    return documents.flatMap((document) => fromDocument(document) ?? []);
  },

  async put(days) {
    if (days.length === 0) return;
    await driverCollection(daily).bulkWrite(days.map(writeOf), { ordered: false });
  },

  async eraseTarget(targetId) {
    await driverCollection(daily).deleteMany({ _id: idsOfTarget(targetId) });
  },
});

/** Days of one target sort by time. */
const idOf = (targetId: string, day: string): string => `${targetId}:${day}`;

function writeOf({ targetId, record }: DayOfTarget): mongo.AnyBulkWriteOperation<DailyDocument> {
  const t = new mongo.Binary(encodeTotals(record));
  const { day, zone } = record;
  return {
    updateOne: {
      filter: { _id: idOf(targetId, day) },
      update: zone === UTC ? { $set: { t }, $unset: { z: 1 } } : { $set: { t, z: zone } },
      upsert: true,
    },
  };
}

/** Null for one of a newer version. */
function fromDocument({ _id, z = UTC, t }: DailyDocument): DailyRecord | null {
  const day = _id.slice(_id.lastIndexOf(':') + 1);
  try {
    return { ...decodeTotals(t.buffer.subarray(0, t.position)), day, zone: z };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
