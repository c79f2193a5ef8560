import type { RateLimitStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import type { StoreOptions } from '../common/options.ts';
import type { RateLimitDocument } from './model.ts';

export const createRateLimitStore = (
  turns: Model<RateLimitDocument>,
  { now: clock }: Pick<StoreOptions, 'now'>,
): RateLimitStore => ({
  async get(server) {
    const document = await turns.findOne({ _id: server }).lean();
    return document && { state: document.state, version: document.version };
  },

  async put(server, version, state) {
    if (version === null) {
      const { upsertedCount } = await turns.updateOne(
        { _id: server },
        { $setOnInsert: { state, version: 1, updatedAt: clock() } },
        { upsert: true },
      );
      return upsertedCount === 1;
    }
    const { matchedCount } = await turns.updateOne(
      { _id: server, version },
      { $set: { state, updatedAt: clock() }, $inc: { version: 1 } },
    );
    return matchedCount === 1;
  },
});
