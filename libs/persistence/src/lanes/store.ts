import { NEW_LANE, type LaneRecord } from '@app/domain/lanes';
import type { LaneStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import { isDuplicateOf } from '../common/duplicate-key.ts';
import { isFree, LONGEST_LEASE_MS } from '../common/lease.ts';
import type { LaneDocument } from './model.ts';

export const createLaneStore = (lanes: Model<LaneDocument>): LaneStore => ({
  async claim(id, now, lease) {
    try {
      const document = await lanes
        .findOneAndUpdate(
          { _id: id, ...isFree('lease', now, LONGEST_LEASE_MS.delivery) },
          { $set: { lease } },
          { returnDocument: 'after', upsert: true },
        )
        .lean();
      return toRecord(document);
    } catch (error) {
      // It is there and held: the upsert tried to make another one.
      if (isDuplicateOf(error, '_id')) return null;
      throw error;
    }
  },

  async wake(id) {
    await lanes.updateOne({ _id: id }, { $inc: { wake: 1 } });
  },

  async save(id, { lease, resumed }, state) {
    const { matchedCount } = await lanes.updateOne(
      { _id: id, 'lease.token': lease.token, resumed: orAbsent(resumed) },
      { $set: { ...state, lease } },
    );
    return matchedCount === 1;
  },

  async release(id, { token, wake }, state) {
    const { matchedCount } = await lanes.updateOne(
      { _id: id, 'lease.token': token, wake: orAbsent(wake) },
      { $set: { ...state, lease: null } },
    );
    return matchedCount === 1;
  },

  async get(id) {
    const document = await lanes.findOne({ _id: id }).lean();
    return document && toRecord(document);
  },

  async list() {
    return (await lanes.find().lean()).map(toRecord);
  },

  async resume(id) {
    await lanes.updateOne(
      { _id: id },
      { $set: { pausedUntil: null, failures: 0 }, $inc: { wake: 1, resumed: 1 } },
    );
  },

  async succeed(id, successorId) {
    await lanes.updateOne({ _id: id }, { $set: { successorId } }, { upsert: true });
  },
});

/** A counter that has never grown is not stored. */
const orAbsent = (count: number): number | { $in: (number | null)[] } =>
  count === 0 ? { $in: [0, null] } : count;

const toRecord = ({ _id, ...fields }: LaneDocument): LaneRecord => ({
  ...NEW_LANE,
  lease: null,
  wake: 0,
  successorId: null,
  resumed: 0,
  ...fields,
  id: _id,
});
