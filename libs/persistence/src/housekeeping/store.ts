import type { HousekeepingStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import { driverCollection } from '../common/driver-collection.ts';
import { isDuplicateKey } from '../common/duplicate-key.ts';
import { isFree, LONGEST_LEASE_MS } from '../common/lease.ts';
import type { HousekeepingDocument } from './model.ts';

const ID = 'installation';
/** It is never due later than this: what is was planned by a clock that was ahead. */
const LONGEST_WAIT_MS = 86_400_000;

export const createHousekeepingStore = (
  housekeeping: Model<HousekeepingDocument>,
): HousekeepingStore => ({
  async memory() {
    const document = await housekeeping.findOne({ _id: ID }).lean();
    return document?.memory ?? null;
  },

  async claim(now, lease) {
    const latest = new Date(now.getTime() + LONGEST_WAIT_MS);
    const isDue = { $or: [{ dueAt: { $lte: now } }, { dueAt: { $gt: latest } }] };
    const document = await housekeeping
      .findOneAndUpdate(
        { _id: ID, $and: [isDue, isFree('lease', now, LONGEST_LEASE_MS.housekeeping)] },
        { $set: { lease } },
        { returnDocument: 'after' },
      )
      .lean();
    if (document) return { memory: document.memory };
    try {
      await driverCollection(housekeeping).insertOne({ _id: ID, lease, dueAt: now, memory: null });
      return { memory: null };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return null;
    }
  },

  async renew(token, until) {
    const { matchedCount } = await housekeeping.updateOne(
      { _id: ID, 'lease.token': token },
      { $set: { 'lease.until': until } },
    );
    return matchedCount === 1;
  },

  async complete(token, memory, dueAt) {
    await housekeeping.updateOne(
      { _id: ID, 'lease.token': token },
      { $set: { lease: null, memory, dueAt } },
    );
  },
});
