import type { SecretKeyStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import type { SecretKeysDocument } from './model.ts';

const ID = 'installation';

export const createSecretKeyStore = (keys: Model<SecretKeysDocument>): SecretKeyStore => ({
  async list() {
    return (await keys.findOne({ _id: ID }).lean())?.ids ?? [];
  },

  async nameFirst(id) {
    const document = await keys
      .findOneAndUpdate(
        { _id: ID },
        { $setOnInsert: { ids: [id] } },
        { upsert: true, returnDocument: 'after' },
      )
      .lean();
    return document.ids;
  },

  async add(id) {
    await keys.updateOne({ _id: ID }, { $addToSet: { ids: id } });
  },

  async remove(id) {
    await keys.updateOne({ _id: ID }, { $pull: { ids: id } });
  },

  async isClean() {
    return (await keys.findOne({ _id: ID }).lean())?.isClean ?? false;
  },

  async noteClean() {
    await keys.updateOne({ _id: ID }, { $set: { isClean: true } });
  },
});
