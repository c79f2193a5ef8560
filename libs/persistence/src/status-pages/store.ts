import type { StatusPageRecord } from '@app/domain/status-pages';
import type { StatusPageStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import { isDuplicateKey } from '../common/duplicate-key.ts';
import { toObjectId } from '../common/ids.ts';
import type { StatusPageDocument } from './model.ts';

export const createStatusPageStore = (pages: Model<StatusPageDocument>): StatusPageStore => ({
  async insert(page) {
    try {
      await pages.insertOne({ _id: toObjectId(page.id), ...toFields(page) });
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return false;
    }
  },

  async get(id) {
    const document = await pages.findOne({ _id: toObjectId(id) }).lean();
    return document && toRecord(document);
  },

  async list() {
    return (await pages.find().sort({ slug: 1 }).lean()).map(toRecord);
  },

  async replace(page) {
    const fields = toFields({ ...page, version: page.version + 1 });
    const gone = OPTIONAL.filter((name) => fields[name] === undefined);
    try {
      const { matchedCount } = await pages.updateOne(
        { _id: toObjectId(page.id), version: page.version },
        {
          $set: fields,
          ...(gone.length > 0 && { $unset: Object.fromEntries(gone.map((name) => [name, 1])) }),
        },
      );
      return matchedCount === 1 ? 'stored' : 'changed';
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return 'taken';
    }
  },

  async remove(id) {
    const { deletedCount } = await pages.deleteOne({ _id: toObjectId(id) });
    return deletedCount === 1;
  },
});

const OPTIONAL = ['logo', 'notice', 'notes'] as const;

const toFields = ({
  id: _,
  logo,
  notice,
  notes,
  ...page
}: StatusPageRecord): Omit<StatusPageDocument, '_id'> => ({
  ...page,
  ...(logo !== null && { logo }),
  ...(notice !== null && { notice }),
  ...(notes.length > 0 && { notes }),
});

const toRecord = ({ _id, logo, notice, notes, ...page }: StatusPageDocument): StatusPageRecord => ({
  ...page,
  id: _id.toHexString(),
  logo: logo ?? null,
  notice: notice ?? null,
  notes: notes ?? [],
});
