import type { InboxRecord } from '@app/domain';
import type { InboxStore } from '@app/monitoring';
import type { Model, QueryFilter } from 'mongoose';
import * as z from 'zod';
import { driverCollection } from '../common/driver-collection.ts';
import { isDuplicateKey } from '../common/duplicate-key.ts';
import { toHexOrNull, toObjectId, toObjectIdOrNull, toObjectIds } from '../common/ids.ts';
import { CursorDate, CursorId, readCursor, toPage } from '../common/lists.ts';
import type { StoreOptions } from '../common/options.ts';
import { removeSome } from '../common/remove-some.ts';
import type { InboxDocument } from './model.ts';

/** Items that a clock which was ahead has dated in the future and that are mended together. */
const REPAIRED_AT_ONCE = 1_000;

export const createInboxStore = (
  inbox: Model<InboxDocument>,
  { listReadPreference }: StoreOptions,
): InboxStore => ({
  async insert(items) {
    if (items.length === 0) return;
    const documents = items.map(({ id, alertId, targetId, told, ...fields }) => ({
      _id: toObjectId(id),
      alertId: toObjectId(alertId),
      targetId: toObjectIdOrNull(targetId),
      ...fields,
      ...(told.is === 'text' ? { title: told.title, text: told.text } : { told }),
    }));
    try {
      await inbox.collection.insertMany(documents, { ordered: false });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  },

  async list({ unreadOnly, cursor, limit }) {
    const documents = await inbox
      .find({ ...(unreadOnly ? { readAt: null } : {}), ...afterCursor(cursor) })
      .sort({ at: -1, _id: -1 })
      .limit(limit + 1)
      .read(listReadPreference)
      .lean();
    return toPage(documents, limit, { map: toItem, placeOf: ({ at, _id }) => [at, _id] });
  },

  async countUnread() {
    const [group] = await inbox.aggregate<{ count: number }>([
      { $match: { readAt: null } },
      { $group: { _id: null, count: { $sum: 1 } } },
    ]);
    return group?.count ?? 0;
  },

  async markRead(ids, at) {
    const which = ids === null ? {} : { _id: { $in: toObjectIds(ids) } };
    const { modifiedCount } = await inbox.updateMany(
      { readAt: null, ...which },
      { $set: { readAt: at } },
    );
    return modifiedCount;
  },

  async getMany(ids) {
    const documents = await inbox.find({ _id: { $in: toObjectIds(ids) } }).lean();
    return documents.map(toItem);
  },

  async repairFutureTimes(after, now) {
    const ahead = await inbox
      .find({ at: { $gt: after } }, { _id: 1 })
      .sort({ at: -1, _id: -1 })
      .limit(REPAIRED_AT_ONCE)
      .lean();
    if (ahead.length === 0) return 0;
    // In the order in which they came.
    const writes = ahead.map(({ _id }, place) => {
      const $min = { at: new Date(now.getTime() - place), readAt: now };
      return { updateOne: { filter: { _id }, update: { $min } } };
    });
    await driverCollection(inbox).bulkWrite(writes, { ordered: false });
    return ahead.length;
  },

  removeBefore: (at, limit) =>
    removeSome(driverCollection(inbox), { at: { $lt: at } }, { sort: { at: 1, _id: 1 }, limit }),

  async since(at, limit) {
    const documents = await inbox
      .find({ at: { $gte: at } })
      .sort({ at: 1, _id: 1 })
      .limit(limit)
      .lean();
    return documents.map(toItem);
  },
});

const Place = z.tuple([CursorDate, CursorId]);

function afterCursor(cursor: string | undefined): QueryFilter<InboxDocument> {
  if (cursor === undefined) return {};
  const [at, id] = readCursor(cursor, Place);
  return { at: { $lte: at }, $or: [{ at: { $lt: at } }, { at, _id: { $lt: toObjectId(id) } }] };
}

const toItem = ({
  _id,
  alertId,
  targetId,
  told,
  title = '',
  text = '',
  ...fields
}: InboxDocument): InboxRecord => ({
  id: _id.toHexString(),
  alertId: alertId.toHexString(),
  targetId: toHexOrNull(targetId),
  ...fields,
  told: told ?? { is: 'text', title, text },
});
