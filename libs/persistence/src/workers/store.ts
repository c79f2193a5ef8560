import type { WorkerStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import type { WorkerDocument } from './model.ts';

export const createWorkerStore = (workers: Model<WorkerDocument>): WorkerStore => ({
  async beat({ id, offline, ...fields }) {
    // The next beat makes a lost one good: no need to wait for the disk.
    await workers.updateOne(
      { _id: id },
      offline ? { $set: { ...fields, offline } } : { $set: fields, $unset: { offline: 1 } },
      { upsert: true, writeConcern: { w: 1, journal: false } },
    );
  },

  async leave(id) {
    await workers.deleteOne({ _id: id });
  },

  async list() {
    const documents = await workers.find().sort({ _id: 1 }).lean();
    return documents.map(({ _id, ...fields }) => ({ id: _id, ...fields }));
  },
});
