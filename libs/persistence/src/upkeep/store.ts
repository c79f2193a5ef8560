import type { UpkeepName, UpkeepRecord } from '@app/domain/backups';
import type { UpkeepStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import { driverCollection } from '../common/driver-collection.ts';
import { isDuplicateKey } from '../common/duplicate-key.ts';
import { isFree, LONGEST_LEASE_MS } from '../common/lease.ts';
import type { UpkeepDocument } from './model.ts';

/** Nothing is due later than this: what is was planned by a clock that was ahead. */
const LONGEST_WAIT_MS = 8 * 86_400_000;

export const createUpkeepStore = (upkeep: Model<UpkeepDocument>): UpkeepStore => {
  const insert = async (document: UpkeepDocument): Promise<boolean> => {
    try {
      await driverCollection(upkeep).insertOne(document);
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return false;
    }
  };

  return {
    async claim(name, { now, lease, firstDueAt }) {
      const latest = new Date(now.getTime() + LONGEST_WAIT_MS);
      const isDue = { $or: [{ dueAt: { $lte: now } }, { dueAt: { $gt: latest } }] };
      const document = await upkeep
        .findOneAndUpdate(
          { _id: name, $and: [isDue, isFree('lease', now, LONGEST_LEASE_MS.upkeep)] },
          { $set: { lease } },
          { returnDocument: 'after' },
        )
        .lean();
      if (document) return toRecord(document);
      const isDueAtOnce = firstDueAt <= now;
      const first: UpkeepDocument = {
        _id: name,
        createdAt: now,
        dueAt: firstDueAt,
        lease: isDueAtOnce ? lease : null,
        last: null,
        lastGood: null,
      };
      return (await insert(first)) && isDueAtOnce ? toRecord(first) : null;
    },

    async renew(name, lease) {
      const { matchedCount } = await upkeep.updateOne(
        { _id: name, 'lease.token': lease.token },
        { $set: { lease } },
      );
      return matchedCount === 1;
    },

    async release(name, token) {
      await upkeep.updateOne({ _id: name, 'lease.token': token }, { $set: { lease: null } });
    },

    async complete(name, token, { run, dueAt }) {
      await upkeep.updateOne(
        { _id: name, 'lease.token': token },
        { $set: { lease: null, dueAt, last: run, ...(run.fault ? {} : { lastGood: run }) } },
      );
    },

    async note(name, { run, dueAt }) {
      await upkeep.updateOne(
        { _id: name },
        {
          $set: { dueAt, last: run, ...(run.fault ? {} : { lastGood: run }) },
          $setOnInsert: {
            ...{ createdAt: run.startedAt, lease: null },
            ...(run.fault ? { lastGood: null } : {}),
          },
        },
        { upsert: true },
      );
    },

    async request(name, now) {
      await upkeep.updateOne(
        { _id: name },
        {
          $min: { dueAt: now },
          $setOnInsert: { createdAt: now, lease: null, last: null, lastGood: null },
        },
        { upsert: true },
      );
    },

    async list() {
      return (await upkeep.find().sort({ _id: 1 }).lean()).map(toRecord);
    },
  };
};

const toRecord = ({ _id, lease, ...fields }: UpkeepDocument): UpkeepRecord => ({
  ...fields,
  name: _id as UpkeepName,
  heldUntil: lease?.until ?? null,
});
