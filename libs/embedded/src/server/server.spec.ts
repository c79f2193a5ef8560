import { Double, Int32, Long, type Document } from 'bson';
import { type MongoBulkWriteError, MongoServerError, type Collection } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rawCommand } from '../testing/raw-command.ts';
import { startTestServer, type TestServer } from '../testing/server.ts';

let test: TestServer;
let things: Collection;

beforeAll(async () => {
  test = await startTestServer();
});
afterAll(() => test.dispose());
beforeEach(async () => {
  await test.db.dropDatabase();
  things = test.db.collection('things');
});

const first = { _id: 1 as never };

/** The error of a command that must be refused. */
async function refusal(work: Promise<unknown>): Promise<MongoServerError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof MongoServerError)) throw new Error(`Not refused: ${String(error)}`);
  return error;
}

async function ids(cursor: { toArray(): Promise<Document[]> }): Promise<unknown[]> {
  return (await cursor.toArray()).map(({ _id }) => _id as unknown);
}

describe('refusals', () => {
  it.each<[string, number, (collection: Collection) => Promise<unknown>]>([
    ['a changed _id', 66, (c) => c.updateOne(first, { $set: { _id: 2 } })],
    ['two changes of one path', 40, (c) => c.updateOne({}, { $set: { n: 1 }, $inc: { n: 1 } })],
    ['a path inside another', 40, (c) => c.updateOne({}, { $set: { 'a.b': 1, a: 1 } })],
    ['an unknown operator', 9, (c) => c.updateOne({}, { $frob: { n: 1 } })],
    ['$inc of a text', 14, (c) => c.updateOne(first, { $inc: { text: 1 } })],
    ['$inc by a text', 14, (c) => c.updateOne(first, { $inc: { n: 'x' as never } })],
    ['$push on a number', 2, (c) => c.updateOne(first, { $push: { n: 1 } as never })],
    ['$addToSet on a number', 2, (c) => c.updateOne(first, { $addToSet: { n: 1 } })],
    ['a field inside a number', 28, (c) => c.updateOne(first, { $set: { 'n.x': 1 } })],
    ['an unknown query operator', 2, (c) => c.find({ n: { $near: 1 } }).toArray()],
    ['an unknown top-level operator', 2, (c) => c.find({ $where: '1' }).toArray()],
    ['an unknown stage', 40324, (c) => c.aggregate([{ $lookup: {} }]).toArray()],
    [
      'an unknown accumulator',
      15952,
      (c) => c.aggregate([{ $group: { _id: 1, x: { $push: 1 } } }]).toArray(),
    ],
    ['an expression', 168, (c) => c.aggregate([{ $group: { _id: { $year: '$at' } } }]).toArray()],
    ['a mixed projection', 31254, (c) => c.find({}, { projection: { a: 1, b: 0 } }).toArray()],
    ['a computed projection', 238, (c) => c.find({}, { projection: { a: '$b' } }).toArray()],
    ['an unknown command', 59, () => test.db.command({ frobnicate: 1 })],
    [
      'an unknown field of a command',
      40415,
      (c) => c.find({}, { collation: { locale: 'de' } }).toArray(),
    ],
    ['a distinct', 59, (c) => c.distinct('n')],
    ['an array as _id', 53, (c) => c.insertOne({ _id: [1] } as never)],
    [
      'an unknown cursor',
      43,
      () => test.db.command({ getMore: Long.fromNumber(7), collection: 'things' }),
    ],
    ['indexes of a missing collection', 26, () => test.db.collection('none').indexes()],
    ['a missing index', 27, (c) => c.dropIndex('none')],
    ['dropping the index on _id', 72, (c) => c.dropIndex('_id_')],
    ['an unusual index', 67, (c) => c.createIndexes([{ key: { n: 'text' } as never }])],
    ['an unknown index option', 197, (c) => c.createIndexes([{ key: { n: 1 }, hidden: true }])],
    ['a hint that is no index', 2, (c) => c.find({}, { hint: 'none' }).toArray()],
    ['a stored regular expression', 2, (c) => c.insertOne({ pattern: /x/ })],
    ['a replacement', 238, (c) => c.replaceOne(first, { n: 2 })],
    ['a pipeline update', 238, (c) => c.updateOne(first, [{ $set: { n: 2 } }])],
  ])('%s: %i', async (_, code, work) => {
    await things.insertOne({ _id: 1 as never, n: 5, text: 'x' });
    const error = await refusal(work(things));
    expect(error.code).toBe(code);
    expect(await things.findOne()).toEqual({ _id: 1, n: 5, text: 'x' });
  });

  it('a transaction: 20', async () => {
    const insert = { insert: 'things', documents: [{ _id: 1 }], autocommit: false };
    const reply = await rawCommand(test.server.port, { ...insert, startTransaction: true });
    expect(reply).toMatchObject({ ok: 0, code: 20, codeName: 'IllegalOperation' });
    expect(await things.countDocuments()).toBe(0);
  });

  it('names the keys of a duplicate', async () => {
    await things.createIndexes([{ key: { 'site.host': 1, port: -1 }, unique: true }]);
    await things.insertOne({ _id: 1 as never, site: { host: 'a' }, port: 80 });
    const error = await refusal(things.insertOne({ site: { host: 'a' }, port: new Double(80) }));
    expect(error.code).toBe(11000);
    expect(error.message).toContain('E11000 duplicate key error collection: test.things');
    const direct = await refusal(
      things.findOneAndUpdate(
        { _id: 2 as never },
        { $set: { site: { host: 'a' }, port: 80 } },
        { upsert: true },
      ),
    );
    expect(direct.errorResponse).toMatchObject({
      codeName: 'DuplicateKey',
      keyPattern: { 'site.host': 1, port: -1 },
      keyValue: { 'site.host': 'a', port: 80 },
    });
  });

  it('says 85 and 86 for indexes that are like existing ones', async () => {
    await things.createIndexes([{ key: { n: 1 }, name: 'n', expireAfterSeconds: 5 }]);
    await things.createIndexes([{ key: { n: 1 }, name: 'n', expireAfterSeconds: 5 }]);
    const other = { key: { n: 1 } as const, expireAfterSeconds: 5 };
    expect((await refusal(things.createIndexes([{ ...other, name: 'm' }]))).code).toBe(85);
    expect(
      (await refusal(things.createIndexes([{ ...other, name: 'n', expireAfterSeconds: 6 }]))).code,
    ).toBe(85);
    expect((await refusal(things.createIndexes([{ key: { m: 1 }, name: 'n' }]))).code).toBe(86);
    expect(
      (await refusal(things.createIndexes([{ ...other, name: 'n', unique: true }]))).code,
    ).toBe(86);
  });

  it('leaves nothing behind of a unique index that existing documents break', async () => {
    await things.insertMany([{ n: 1 }, { n: 1 }]);
    const work = things.createIndexes([{ key: { m: 1 } }, { key: { n: 1 }, unique: true }]);
    expect((await refusal(work)).code).toBe(11000);
    expect((await things.indexes()).map(({ name }) => name)).toEqual(['_id_']);
  });
});

describe('batches', () => {
  it('end at the first refusal when they are ordered, and go on when not', async () => {
    const documents = [{ _id: 1 }, { _id: 1 }, { _id: 2 }] as never[];
    const ordered: unknown = await things.insertMany(documents).catch((error: unknown) => error);
    expect((ordered as MongoBulkWriteError).insertedCount).toBe(1);
    await things.deleteMany({});
    const unordered: unknown = await things
      .insertMany(documents, { ordered: false })
      .catch((error: unknown) => error);
    expect((unordered as MongoBulkWriteError).insertedCount).toBe(2);
    expect((unordered as MongoBulkWriteError).writeErrors).toMatchObject([
      { index: 1, code: 11000 },
    ]);
    expect(await ids(things.find())).toEqual([1, 2]);
  });

  it('count what was matched, modified and upserted', async () => {
    await things.insertMany([
      { _id: 1 as never, n: 1 },
      { _id: 2 as never, n: 1 },
    ]);
    const result = await things.bulkWrite([
      { updateOne: { filter: { _id: 1 as never }, update: { $set: { n: 1 } } } },
      { updateMany: { filter: {}, update: { $inc: { n: 1 } } } },
      { updateOne: { filter: { _id: 3 as never }, update: { $set: { n: 1 } }, upsert: true } },
      { deleteOne: { filter: { n: 2 } } },
    ]);
    expect(result).toMatchObject({ matchedCount: 3, modifiedCount: 2, deletedCount: 1 });
    expect(result.upsertedIds).toEqual({ 2: 3 });
  });

  it('update each document once though the update moves it ahead', async () => {
    await things.createIndexes([{ key: { n: 1 } }]);
    await things.insertMany(Array.from({ length: 600 }, (_, n) => ({ n })));
    const { modifiedCount } = await things.updateMany({ n: { $gte: 0 } }, { $inc: { n: 1000 } });
    expect(modifiedCount).toBe(600);
    expect(await things.countDocuments({ n: { $gte: 2000 } })).toBe(0);
  });
});

describe('values', () => {
  it('keep their types through storing and an unrelated update', async () => {
    const stored = { _id: 1 as never, d: new Double(5), l: Long.fromNumber(5), i: new Int32(5) };
    await things.insertOne(stored);
    await things.updateOne({ _id: 1 as never }, { $inc: { other: 1 } });
    const found = await things.findOne({}, { promoteValues: false });
    expect(found).toMatchObject({ d: new Double(5), l: Long.fromNumber(5), i: new Int32(5) });
  });

  it('are one key for 1, 1.0 and a long 1', async () => {
    await things.createIndexes([{ key: { n: 1 }, unique: true }]);
    await things.insertOne({ n: 1 });
    for (const n of [new Double(1), Long.fromNumber(1)]) {
      expect((await refusal(things.insertOne({ n }))).code).toBe(11000);
    }
  });

  it('widen in $inc from int to long to double', async () => {
    await things.insertOne({ _id: 1 as never, n: 2 ** 31 - 1 });
    const increment = async (by: unknown): Promise<unknown> =>
      (
        await things.findOneAndUpdate(
          {},
          { $inc: { n: by as number } },
          { returnDocument: 'after', promoteValues: false },
        )
      )?.['n'];
    expect(await increment(new Int32(1))).toEqual(Long.fromNumber(2 ** 31));
    expect(await increment(new Double(0.5))).toEqual(new Double(2 ** 31 + 0.5));
  });

  it('sort with empty arrays first, then null and missing, then the rest', async () => {
    await things.insertMany([
      { _id: 1, n: 3 },
      { _id: 2, n: null },
      { _id: 3 },
      { _id: 4, n: [] },
      { _id: 5, n: 'x' },
    ] as never[]);
    expect(await ids(things.find().sort({ n: 1, _id: 1 }))).toEqual([4, 2, 3, 1, 5]);
    await things.createIndexes([{ key: { n: 1, _id: 1 } }]);
    expect(await ids(things.find().sort({ n: 1, _id: 1 }))).toEqual([4, 2, 3, 1, 5]);
  });

  it('group missing with null, but not inside a compound _id', async () => {
    await things.insertMany([{ n: null }, {}, { n: 1 }, { n: new Double(1) }]);
    const groups = async (_id: unknown): Promise<number> =>
      (await things.aggregate([{ $group: { _id } }]).toArray()).length;
    expect(await groups('$n')).toBe(2);
    expect(await groups({ n: '$n' })).toBe(3);
  });
});

describe('indexes', () => {
  it('give each document once for duplicates in $in and for arrays', async () => {
    await things.createIndexes([{ key: { tags: 1 } }]);
    await things.insertOne({ _id: 1 as never, tags: ['a', 'b'] });
    expect(await ids(things.find({ tags: { $in: ['a', 'a', 'b'] } }))).toEqual([1]);
    expect(await ids(things.find({ tags: { $gte: 'a' } }))).toEqual([1]);
  });

  it('do not intersect the two ends of a range over an array', async () => {
    await things.createIndexes([{ key: { n: 1 } }]);
    await things.insertOne({ _id: 1 as never, n: [1, 9] });
    expect(await ids(things.find({ n: { $gt: 5, $lt: 5 } }))).toEqual([1]);
  });

  it('leave out what sparse and partial ones do not hold, and no query sees it', async () => {
    await things.createIndexes([
      { key: { key: 1 }, unique: true, partialFilterExpression: { open: true } },
      { key: { opt: 1 }, unique: true, sparse: true },
    ]);
    await things.insertMany([{ key: 'a', open: true }, { key: 'a', open: false }, { key: 'a' }]);
    expect((await refusal(things.insertOne({ key: 'a', open: true }))).code).toBe(11000);
    expect(await things.countDocuments({ key: 'a' })).toBe(3);
    expect(await things.countDocuments({ opt: null })).toBe(3);
    expect(await things.countDocuments({ key: 'a', open: true })).toBe(1);
  });
});

describe('updates', () => {
  it('leave the document alone when one of several operators fails', async () => {
    await things.insertOne({ _id: 1 as never, n: 1, text: 'x' });
    await refusal(things.updateOne({}, { $set: { a: 1 }, $inc: { n: 1, text: 1 } }));
    expect(await things.findOne()).toEqual({ _id: 1, n: 1, text: 'x' });
  });

  it('seed an upsert from what the filter equals', async () => {
    const filter = { _id: 7 as never, 'a.b': 1, n: { $gt: 3 }, $and: [{ c: { $eq: 2 } }] };
    await things.updateOne(filter, { $set: { d: 1 }, $setOnInsert: { e: 1 } }, { upsert: true });
    expect(await things.findOne()).toEqual({ _id: 7, a: { b: 1 }, c: 2, d: 1, e: 1 });
  });

  it('give the image before, after, or null', async () => {
    const set = (n: number, options: Document): Promise<unknown> =>
      things.findOneAndUpdate({ _id: 1 as never }, { $set: { n } }, options);
    expect(await set(1, {})).toBeNull();
    expect(await set(1, { upsert: true })).toBeNull();
    expect(await set(2, { returnDocument: 'before' })).toEqual({ _id: 1, n: 1 });
    expect(await set(3, { returnDocument: 'after' })).toEqual({ _id: 1, n: 3 });
    expect(await things.findOneAndDelete({ _id: 1 as never })).toEqual({ _id: 1, n: 3 });
    expect(await things.findOneAndDelete({ _id: 1 as never })).toBeNull();
  });

  it('make one document of parallel upserts, and count 200 parallel $inc', async () => {
    await things.createIndexes([{ key: { url: 1 }, unique: true }]);
    await Promise.all(
      Array.from({ length: 200 }, () =>
        things.updateOne({ url: 'a' }, { $inc: { n: 1 } }, { upsert: true }),
      ),
    );
    expect(await things.find().toArray()).toMatchObject([{ url: 'a', n: 200 }]);
  });
});
