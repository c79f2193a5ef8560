import type { RdapListRecord } from '@app/domain';
import type { RdapListStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import type { RdapListDocument } from './model.ts';

const ID = 'installation';

export const createRdapListStore = (lists: Model<RdapListDocument>): RdapListStore => ({
  async get() {
    const document = await lists.findOne({ _id: ID }).lean();
    return document && { state: toRecord(document.state), text: document.text };
  },

  async state() {
    const document = await lists.findOne({ _id: ID }, { state: 1 }).lean();
    return document && toRecord(document.state);
  },

  async put(state, text) {
    await lists.updateOne(
      { _id: ID },
      text === null ? { $set: { state }, $setOnInsert: { text } } : { $set: { state, text } },
      { upsert: true },
    );
  },
});

const toRecord = ({ problem, ...state }: RdapListDocument['state']): RdapListRecord => ({
  ...state,
  problem: typeof problem === 'string' ? { is: 'text', text: problem } : problem,
});
