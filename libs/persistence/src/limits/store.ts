import type { CallWindow } from '@app/domain/limits';
import type { CallWindowStore, FloodStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import { isDuplicateKey } from '../common/duplicate-key.ts';
import { SKEW_MS } from '../common/lease.ts';
import type { StoreOptions } from '../common/options.ts';
import type { CallWindowDocument, FloodDocument } from './model.ts';

const MAX_FLOODS = 20;
const MAX_TRIES = 3;

/** A count that a crash loses is no loss: no need to wait for the disk. */
const UNJOURNALED = { w: 1, journal: false } as const;

export const createCallWindowStore = (
  windows: Model<CallWindowDocument>,
  { now: clock }: Pick<StoreOptions, 'now'>,
): CallWindowStore => ({
  async count(key, windowMs) {
    for (let i = 0; i < MAX_TRIES; i++) {
      const window = await countOnce(windows, { key, windowMs, now: clock() });
      if (window) return window;
    }
    throw new Error('The window of a call changed hands too often.');
  },

  async forget(key) {
    await windows.deleteOne({ _id: key }, { writeConcern: UNJOURNALED });
  },
});

/** Null when somebody else began the window in between. */
async function countOnce(
  windows: Model<CallWindowDocument>,
  { key, windowMs, now }: { key: string; windowMs: number; now: Date },
): Promise<CallWindow | null> {
  // One that ends later than a window can was made by a clock that was ahead: it binds nobody.
  const resetAt = new Date(now.getTime() + windowMs);
  const known = await windows
    .findOneAndUpdate(
      { _id: key, resetAt: { $gt: now, $lte: new Date(resetAt.getTime() + SKEW_MS) } },
      { $inc: { count: 1 } },
      { returnDocument: 'after', writeConcern: UNJOURNALED },
    )
    .lean();
  if (known) return { count: known.count, resetAt: known.resetAt };
  try {
    const isOver = [
      { resetAt: { $lte: now } },
      { resetAt: { $gt: new Date(resetAt.getTime() + SKEW_MS) } },
    ];
    await windows.updateOne(
      { _id: key, $or: isOver },
      { $set: { count: 1, resetAt } },
      { upsert: true, writeConcern: UNJOURNALED },
    );
    return { count: 1, resetAt };
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return null;
  }
}

export const createFloodStore = (floods: Model<FloodDocument>): FloodStore => ({
  async note({ caller, ...fields }) {
    await floods.updateOne(
      { _id: caller },
      { $set: fields },
      { upsert: true, writeConcern: UNJOURNALED },
    );
  },

  async since(at) {
    const documents = await floods
      .find({ lastAt: { $gte: at } })
      .sort({ lastAt: -1 })
      .limit(MAX_FLOODS)
      .lean();
    return documents
      .map(({ _id, ...fields }) => ({ caller: _id, ...fields }))
      .sort((a, b) => b.refused - a.refused);
  },
});
