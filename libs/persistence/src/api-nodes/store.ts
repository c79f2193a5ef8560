import type { ApiNodeStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import type { ApiNodeDocument } from './model.ts';

export const createApiNodeStore = (nodes: Model<ApiNodeDocument>): ApiNodeStore => ({
  async heartbeat({ id, locked, clockMs, ...fields }) {
    // The next beat makes a lost one good: no need to wait for the disk.
    await nodes.updateOne(
      { _id: id },
      { $set: { ...fields, locked: locked ?? null, clockMs: clockMs ?? null } },
      { upsert: true, writeConcern: { w: 1, journal: false } },
    );
  },

  async deregister(id) {
    await nodes.deleteOne({ _id: id });
  },

  async list() {
    const documents = await nodes.find().sort({ _id: 1 }).lean();
    return documents.map(({ _id, locked, clockMs, ...fields }) => ({
      id: _id,
      ...fields,
      ...(locked ? { locked } : {}),
      clockMs: clockMs ?? null,
    }));
  },
});
