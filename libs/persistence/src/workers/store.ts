import type { WorkerStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import { present } from '../common/present.ts';
import type { WorkerDocument } from './model.ts';

/** What a beat says nothing of is over. */
const PASSING = ['offline', 'stuck', 'locked'] as const;

export const createWorkerStore = (workers: Model<WorkerDocument>): WorkerStore => ({
  async heartbeat({ id, ...fields }) {
    const gone: Record<string, 1> = Object.fromEntries(
      PASSING.flatMap((name) => (fields[name] === undefined ? [[name, 1]] : [])),
    );
    // The next beat makes a lost one good: no need to wait for the disk.
    await workers.updateOne(
      { _id: id },
      {
        $set: present(fields),
        ...(Object.keys(gone).length > 0 ? { $unset: gone } : {}),
      },
      { upsert: true, writeConcern: { w: 1, journal: false } },
    );
  },

  async deregister(id) {
    await workers.deleteOne({ _id: id });
  },

  async list() {
    const documents = await workers.find().sort({ _id: 1 }).lean();
    return documents.map(({ _id, ...fields }) => ({ id: _id, ...fields }));
  },
});
