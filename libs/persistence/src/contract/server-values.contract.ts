import { mongo } from 'mongoose';
import { describe, expect, it } from 'vitest';
import type { Context } from './context.ts';

type Raw = mongo.Document & { _id: string };

/** How a server must compare values: what the filters and sorts of the stores rest on. */
export const serverValuesContract = (context: Context) =>
  describe('server: values', () => {
    const fill = async (documents: Raw[]) => {
      const collection = context().connection.collection<Raw>('trials');
      await collection.drop().catch(() => undefined);
      await collection.insertMany(documents);
      return collection;
    };
    const idsOf = (documents: Raw[]) => documents.map(({ _id }) => _id);

    const MIXED: Raw[] = [
      { _id: 'missing' },
      { _id: 'null', v: null },
      { _id: 'empty', v: [] },
      { _id: 'zero', v: 0 },
      { _id: 'double', v: new mongo.Double(5) },
      { _id: 'long', v: mongo.Long.fromNumber(7) },
      { _id: 'text', v: '5' },
      { _id: 'date', v: new Date(5) },
    ];

    it('finds missing and null alike, and an empty array as neither', async () => {
      const collection = await fill(MIXED);
      expect(idsOf(await collection.find({ v: null }).sort({ _id: 1 }).toArray())).toEqual([
        'missing',
        'null',
      ]);
      expect(await collection.countDocuments({ v: { $ne: null } })).toBe(6);
    });

    it('compares within one type only', async () => {
      const collection = await fill(MIXED);
      const find = async (v: object) =>
        idsOf(await collection.find({ v }).sort({ _id: 1 }).toArray());
      expect(await find({ $gt: 0 })).toEqual(['double', 'long']);
      expect(await find({ $lte: new Date(5) })).toEqual(['date']);
      expect(await find({ $gt: '' })).toEqual(['text']);
      expect(await find({ $in: [5, '5', 5, null] })).toEqual(['double', 'missing', 'null', 'text']);
    });

    it('sorts across types: empty array, nothing, numbers, text, dates', async () => {
      const collection = await fill(MIXED);
      const order = ['empty', 'missing', 'null', 'zero', 'double', 'long', 'text', 'date'];
      expect(idsOf(await collection.find().sort({ v: 1, _id: 1 }).toArray())).toEqual(order);
      await collection.createIndex({ v: 1, _id: 1 }, {}, {});
      expect(idsOf(await collection.find().sort({ v: 1, _id: 1 }).toArray())).toEqual(order);
    });

    it('groups missing and null together, and numbers whatever their type', async () => {
      const collection = await fill([
        { _id: 'a' },
        { _id: 'b', v: null },
        { _id: 'c', v: 1 },
        { _id: 'd', v: new mongo.Double(1) },
      ]);
      const groups = await collection
        .aggregate([{ $group: { _id: '$v', count: { $sum: 1 } } }])
        .toArray();
      expect(groups).toHaveLength(2);
      expect(groups.map(({ count }) => count as number)).toEqual([2, 2]);
    });

    it('takes 1 and 1.0 for the same unique key, and lets a sparse index leave out the rest', async () => {
      const collection = await fill([{ _id: 'a', v: 1 }, { _id: 'b' }, { _id: 'c' }]);
      await collection.createIndex({ v: 1 }, { unique: true, sparse: true }, {});
      await expect(
        collection.insertOne({ _id: 'd', v: new mongo.Double(1) }),
      ).rejects.toMatchObject({ code: 11_000, keyPattern: { v: 1 } });
      await collection.insertOne({ _id: 'e' });
    });

    it('compares strings by their bytes', async () => {
      const order = ['', 'A', 'Z', 'a', 'a\u0000', 'ab', 'z', 'ä', '\uffff', '\u{1f600}'];
      const collection = await fill(order.map((v, i) => ({ _id: String(i), v })).toReversed());
      const sorted = await collection.find().sort({ v: 1 }).toArray();
      expect(sorted.map(({ v }) => v as string)).toEqual(order);
    });

    it('reads one array item at a time, whatever the index', async () => {
      const collection = await fill([
        { _id: 'a', v: [{ s: 1 }, { s: 9 }] },
        { _id: 'b', v: [] },
      ]);
      for (let i = 0; i < 2; i++) {
        expect(await collection.countDocuments({ 'v.s': { $gt: 4, $lt: 6 } })).toBe(1);
        expect(await collection.countDocuments({ 'v.s': { $gt: 0 } })).toBe(1);
        await collection.createIndex({ 'v.s': 1 }, { sparse: true }, {});
      }
    });
  });
