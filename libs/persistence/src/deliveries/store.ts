import type { DeliveryRecord } from '@app/domain';
import type { DeliveryStore } from '@app/monitoring';
import type { Model, QueryFilter } from 'mongoose';
import * as z from 'zod';
import { driverCollection } from '../common/driver-collection.ts';
import { isDuplicateKey } from '../common/duplicate-key.ts';
import { gathered } from '../common/gathered.ts';
import { toObjectId, toObjectIds } from '../common/ids.ts';
import { CursorDate, CursorId, readCursor, toPage } from '../common/lists.ts';
import type { StoreOptions } from '../common/options.ts';
import { removeSome } from '../common/remove-some.ts';
import { laneMethods } from './lane-methods.ts';
import { toDocument, toRecord } from './mapping.ts';
import type { DeliveryDocument } from './model.ts';

export const createDeliveryStore = (
  deliveries: Model<DeliveryDocument>,
  { now: clock, listReadPreference }: StoreOptions,
): DeliveryStore => ({
  insert: gathered(async (lots: readonly (readonly DeliveryRecord[])[]) => {
    await insertAll(deliveries, lots.flat());
    return lots.map(() => undefined);
  }),

  async get(id) {
    const document = await deliveries.findOne({ _id: toObjectId(id) }).lean();
    return document && toRecord(document);
  },

  ofAlert: gathered((alertIds) => ofEachAlert(deliveries, alertIds)),

  async list({ state, alertId, cursor, limit }) {
    const documents = await deliveries
      .find({
        ...(state ? { state } : {}),
        ...(alertId ? { alertId: toObjectId(alertId) } : {}),
        ...afterCursor(cursor),
      })
      .sort({ createdAt: -1, _id: -1 })
      .limit(limit + 1)
      .read(listReadPreference)
      .lean();
    return toPage(documents, limit, {
      map: toRecord,
      placeOf: ({ createdAt, _id }) => [createdAt, _id],
    });
  },

  ...laneMethods(deliveries, { now: clock }),

  async redrive(id, now, fallbackAt) {
    const document = await deliveries
      .findOneAndUpdate(
        { _id: toObjectId(id), state: { $in: ['dead', 'dismissed', 'dropped'] } },
        {
          $set: {
            ...{ state: 'pending', nextAttemptAt: now, lease: null, updatedAt: clock() },
            redrivenAt: now,
            ...(fallbackAt && { fallbackAt }),
          },
          $unset: { because: '', form: '', ...(fallbackAt ? {} : { fallbackAt: '' }) },
        },
        { returnDocument: 'after' },
      )
      .lean();
    return document && toRecord(document);
  },

  removeBefore: (at, limit) =>
    removeSome(
      driverCollection(deliveries),
      { createdAt: { $lt: at }, state: { $ne: 'pending' } },
      { sort: { createdAt: 1, _id: 1 }, limit },
    ),

  async dismiss(which) {
    const dead = {
      state: 'dead' as const,
      ...('ids' in which
        ? { _id: { $in: toObjectIds(which.ids) } }
        : { channelId: toObjectId(which.channelId) }),
    };
    const found = await deliveries.find(dead, { alertId: 1 }).lean();
    await deliveries.updateMany(
      { _id: { $in: found.map(({ _id }) => _id) }, state: 'dead' },
      { $set: { state: 'dismissed', updatedAt: clock() } },
    );
    return found.map(({ alertId }) => alertId.toHexString());
  },

  async lastDelivered({ channelId, recipient }, since) {
    const document = await deliveries
      .findOne(
        {
          ...{ channelId: toObjectId(channelId), state: 'sent', nextAttemptAt: null },
          createdAt: { $gte: since },
          ...(recipient === null ? {} : { recipient }),
        },
        { createdAt: 1 },
      )
      .sort({ nextAttemptAt: -1, createdAt: -1 })
      .lean();
    return document?.createdAt ?? null;
  },

  async countDead(channelIds) {
    const [group] = await deliveries.aggregate<{ count: number }>([
      { $match: { channelId: { $in: toObjectIds(channelIds) }, state: 'dead' } },
      { $group: { _id: null, count: { $sum: 1 } } },
    ]);
    return group?.count ?? 0;
  },
});

async function insertAll(
  deliveries: Model<DeliveryDocument>,
  records: readonly DeliveryRecord[],
): Promise<void> {
  if (records.length === 0) return;
  try {
    await deliveries.collection.insertMany(records.map(toDocument), { ordered: false });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

/** Deliveries of each of some alerts, oldest first. */
async function ofEachAlert(
  deliveries: Model<DeliveryDocument>,
  alertIds: readonly string[],
): Promise<DeliveryRecord[][]> {
  const documents = await deliveries.find({ alertId: { $in: toObjectIds(alertIds) } }).lean();
  const records = documents.map(toRecord).sort(byAge);
  const byAlert = Map.groupBy(records, ({ alertId }) => alertId);
  return alertIds.map((id) => byAlert.get(id) ?? []);
}

const byAge = (a: DeliveryRecord, b: DeliveryRecord): number =>
  a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1);

const Place = z.tuple([CursorDate, CursorId]);

function afterCursor(cursor: string | undefined): QueryFilter<DeliveryDocument> {
  if (cursor === undefined) return {};
  const [createdAt, id] = readCursor(cursor, Place);
  return {
    createdAt: { $lte: createdAt },
    $or: [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: toObjectId(id) } }],
  };
}
