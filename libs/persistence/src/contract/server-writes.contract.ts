import { mongo } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { inParallel, type Context } from './context.ts';

type Raw = mongo.Document & { _id: string };

/** How a server must write: what the atomic steps of the stores rest on. */
export const serverWritesContract = (context: Context) =>
  describe('server: writes', () => {
    const fill = async (documents: Raw[]) => {
      const collection = context().connection.collection<Raw>('trials');
      await collection.drop().catch(() => undefined);
      if (documents.length > 0) await collection.insertMany(documents);
      return collection;
    };

    it('leaves a document alone when one part of an update fails', async () => {
      const collection = await fill([{ _id: 'a', n: 1, text: 'x', list: [] }]);
      const updates: { code: number; update: mongo.Document }[] = [
        { code: 66, update: { $set: { n: 2, _id: 'b' } } },
        { code: 40, update: { $set: { n: 2 }, $inc: { n: 1 } } },
        { code: 9, update: { $set: { n: 2 }, $nonsense: { n: 1 } } },
        { code: 14, update: { $set: { n: 2 }, $inc: { text: 1 } } },
        { code: 2, update: { $set: { n: 2 }, $push: { text: 1 } } },
      ];
      for (const { code, update } of updates) {
        await expect(collection.updateOne({ _id: 'a' }, update)).rejects.toMatchObject({ code });
      }
      expect(await collection.findOne()).toEqual({ _id: 'a', n: 1, text: 'x', list: [] });
    });

    it('counts to 200 in parallel', async () => {
      const collection = await fill([{ _id: 'a', n: 0 }]);
      await inParallel(200, () => collection.updateOne({ _id: 'a' }, { $inc: { n: 1 } }));
      expect(await collection.findOne()).toEqual({ _id: 'a', n: 200 });
    });

    it('keeps a whole double and a long what they are beside a change', async () => {
      const collection = await fill([
        { _id: 'a', double: new mongo.Double(3), long: mongo.Long.fromNumber(3), n: 1 },
      ]);
      await collection.updateOne({ _id: 'a' }, { $inc: { n: 1 } });
      const raw = await collection.findOne({}, { promoteValues: false });
      expect(raw?.['double']).toBeInstanceOf(mongo.Double);
      expect(raw?.['long']).toBeInstanceOf(mongo.Long);
      expect(raw?.['n']).toEqual(new mongo.Int32(2));
    });

    it('makes one document of many upserts, seeded from the equalities of the filter', async () => {
      const collection = await fill([]);
      await collection.createIndex({ k: 1 }, { unique: true }, {});
      const results = await Promise.allSettled(
        Array.from({ length: 20 }, (_, i) =>
          collection.updateOne(
            { k: 'x', n: { $lt: 1_000 } },
            { $inc: { n: 1 }, $setOnInsert: { _id: `id ${i}`, by: 'insert' } },
            { upsert: true },
          ),
        ),
      );
      expect(results.some(({ status }) => status === 'fulfilled')).toBe(true);
      const stored = await collection.find().toArray();
      expect(stored).toHaveLength(1);
      const written = results.filter(({ status }) => status === 'fulfilled').length;
      expect(stored[0]).toMatchObject({ k: 'x', by: 'insert', n: written });
    });

    it('answers the document before or after a change, or nothing', async () => {
      const collection = await fill([{ _id: 'a', n: 1 }]);
      const raise = async (returnDocument: 'before' | 'after', _id = 'a') =>
        await collection.findOneAndUpdate({ _id }, { $inc: { n: 1 } }, { returnDocument });
      expect(await raise('before')).toEqual({ _id: 'a', n: 1 });
      expect(await raise('after')).toEqual({ _id: 'a', n: 3 });
      expect(await raise('after', 'b')).toBeNull();
    });

    it('goes on after a failed insert when the batch is unordered, and stops when it is ordered', async () => {
      const batch = ['a', 'b', 'a', 'c', 'b', 'd'].map((_id) => ({ _id }));
      for (const { ordered, stored, failed } of [
        { ordered: false, stored: ['a', 'b', 'c', 'd'], failed: [2, 4] },
        { ordered: true, stored: ['a', 'b'], failed: [2] },
      ]) {
        const collection = await fill([]);
        const error = await collection.insertMany(batch, { ordered }).catch((e: unknown) => e);
        const { writeErrors } = error as mongo.MongoBulkWriteError;
        expect([writeErrors].flat().map((one) => one.index)).toEqual(failed);
        const ids = await collection.find().sort({ _id: 1 }).toArray();
        expect(ids.map(({ _id }) => _id)).toEqual(stored);
      }
    });

    it('tells how many of a batch of updates matched', async () => {
      const collection = await fill([
        { _id: 'a', n: 1 },
        { _id: 'b', n: 2 },
        { _id: 'c', n: 3 },
      ]);
      const { matchedCount, modifiedCount } = await collection.bulkWrite(
        [
          { updateOne: { filter: { _id: 'a', n: 1 }, update: { $set: { n: 1 } } } },
          { updateOne: { filter: { _id: 'b', n: 9 }, update: { $set: { n: 1 } } } },
          { updateOne: { filter: { _id: 'c', n: 3 }, update: { $set: { n: 1 } } } },
        ],
        { ordered: false },
      );
      expect({ matchedCount, modifiedCount }).toEqual({ matchedCount: 2, modifiedCount: 1 });
    });

    it('pulls by a condition on parts of items, and adds an equal item once', async () => {
      const collection = await fill([{ _id: 'a', list: [{ k: 1, t: 'x' }, { k: 2 }, { k: 3 }] }]);
      const dropSmall: mongo.Document = { $pull: { list: { k: { $lte: 2 } } } };
      await collection.updateOne({ _id: 'a' }, dropSmall);
      expect(await collection.findOne()).toEqual({ _id: 'a', list: [{ k: 3 }] });
      for (let i = 0; i < 2; i++) {
        await collection.updateOne({ _id: 'a' }, { $addToSet: { list: { k: 4, t: 'y' } } });
      }
      expect(await collection.findOne()).toEqual({ _id: 'a', list: [{ k: 3 }, { k: 4, t: 'y' }] });
    });

    it('refuses a unique index over data that break it, and leaves nothing behind', async () => {
      const collection = await fill([
        { _id: 'a', v: 1 },
        { _id: 'b', v: 1 },
      ]);
      await expect(collection.createIndex({ v: 1 }, { unique: true }, {})).rejects.toMatchObject({
        code: 11_000,
      });
      expect(await collection.indexes()).toHaveLength(1);
    });

    it('refuses a document that is too large', async () => {
      const collection = await fill([{ _id: 'a', v: 'x'.repeat(9_000_000) }]);
      await expect(
        collection.updateOne({ _id: 'a' }, { $set: { w: 'x'.repeat(9_000_000) } }),
      ).rejects.toThrow();
      expect(await collection.countDocuments({ w: null })).toBe(1);
    });
  });
