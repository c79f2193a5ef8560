import { decodeTotals, encodeTotals } from '@app/domain/history';
import type { DailyRecord, OutageSeconds } from '@app/domain/stats';
import type { CountedDay, DailyStore, DayOfTarget } from '@app/monitoring';
import { mongo, type Model } from 'mongoose';
import { driverCollection } from '../common/driver-collection.ts';
import type { StoreOptions } from '../common/options.ts';
import { idsOfTarget } from '../results/ids.ts';
import type { DailyDocument } from './model.ts';

const UTC = 'UTC';
/** Records that are asked for with one question. */
const IDS_AT_ONCE = 2_000;

export const createDailyStore = (
  daily: Model<DailyDocument>,
  { listReadPreference: readPreference }: Pick<StoreOptions, 'listReadPreference'>,
): DailyStore => ({
  async range(targetId, fromDay, toDay) {
    const documents = await driverCollection(daily)
      .find(
        { _id: { $gte: idOf(targetId, fromDay), $lte: idOf(targetId, toDay) } },
        { readPreference },
      )
      .sort({ _id: 1 })
      .toArray();
    return documents.flatMap((document) => fromDocument(document) ?? []);
  },

  async counted(targetIds, days) {
    const ids = targetIds.flatMap((targetId) => days.map((day) => idOf(targetId, day)));
    const found: CountedDay[] = [];
    for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
      const some = ids.slice(at, at + IDS_AT_ONCE);
      const documents = await driverCollection(daily)
        .find({ _id: { $in: some } }, { projection: { z: 1 }, batchSize: some.length + 1 })
        .toArray();
      for (const { _id, z = UTC } of documents) found.push({ ...placeOf(_id), zone: z });
    }
    return found;
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

function placeOf(id: string): { targetId: string; day: string } {
  const colon = id.lastIndexOf(':');
  return { targetId: id.slice(0, colon), day: id.slice(colon + 1) };
}

function writeOf({ targetId, record }: DayOfTarget): mongo.AnyBulkWriteOperation<DailyDocument> {
  const t = new mongo.Binary(encodeTotals(record));
  const { day, zone, outages = [] } = record;
  const z = zone === UTC ? null : { z: zone };
  const o = outages.length === 0 ? null : { o: outages.map(toPair) };
  const gone = { ...(!z && { z: 1 as const }), ...(!o && { o: 1 as const }) };
  return {
    updateOne: {
      filter: { _id: idOf(targetId, day) },
      update: {
        $set: { t, ...z, ...o },
        ...(Object.keys(gone).length > 0 && { $unset: gone }),
      },
      upsert: true,
    },
  };
}

const toPair = ({ alertId, seconds }: OutageSeconds): [string, number] => [alertId, seconds];

/** Null for one of a newer version. */
function fromDocument({ _id, z = UTC, t, o }: DailyDocument): DailyRecord | null {
  const { day } = placeOf(_id);
  const outages = o?.map(([alertId, seconds]) => ({ alertId, seconds }));
  try {
    const totals = decodeTotals(t.buffer.subarray(0, t.position));
    return { ...totals, day, zone: z, ...(outages && { outages }) };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
