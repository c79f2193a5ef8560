import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing/server.ts';

let test: TestServer;
let connection: mongoose.Connection;

const schema = new mongoose.Schema(
  {
    _id: String,
    url: { type: String, required: true },
    tags: [String],
    last: { type: new mongoose.Schema({ at: Date, ms: Number }, { _id: false }), default: null },
    log: [new mongoose.Schema({ v: Number }, { _id: false })],
  },
  { timestamps: true, versionKey: false, autoIndex: false },
);
schema.index({ url: 1 }, { unique: true });
schema.index({ tags: 1, createdAt: -1 });

beforeAll(async () => {
  test = await startTestServer();
  connection = await mongoose.createConnection(test.server.uri, { dbName: 'mongoose' }).asPromise();
});
afterAll(async () => {
  await connection.close();
  await test.dispose();
});

it('works as a model expects of MongoDB', async () => {
  const Target = connection.model('Target', schema);
  await Target.createCollection();
  await Target.createIndexes();
  await Target.create({ _id: 'a', url: 'https://a', tags: ['x'] });
  await Target.insertMany([
    { _id: 'b', url: 'https://b', tags: ['x', 'y'] },
    { _id: 'c', url: 'https://c' },
  ]);
  await expect(Target.create({ _id: 'd', url: 'https://a' })).rejects.toMatchObject({
    code: 11000,
  });

  const at = new Date(5);
  const updated = await Target.findOneAndUpdate(
    { _id: 'a' },
    {
      $set: { last: { at, ms: 4 } },
      $push: { log: { $each: [{ v: 1 }, { v: 2 }, { v: 3 }], $slice: -2 } },
    },
    { returnDocument: 'after' },
  ).lean();
  expect(updated).toMatchObject({ last: { at, ms: 4 }, log: [{ v: 2 }, { v: 3 }] });

  const found = await Target.find({ tags: 'x' }).sort({ createdAt: -1, _id: -1 }).limit(1).lean();
  expect(found.map(({ _id }) => _id)).toEqual(['b']);
  expect(await Target.countDocuments({ url: /^HTTPS/i })).toBe(3);
  expect(await Target.estimatedDocumentCount()).toBe(3);

  const { modifiedCount, upsertedCount } = await Target.bulkWrite([
    { updateOne: { filter: { _id: 'b' }, update: { $addToSet: { tags: 'z' } } } },
    { updateOne: { filter: { _id: 'e' }, update: { $set: { url: 'https://e' } }, upsert: true } },
  ]);
  expect({ modifiedCount, upsertedCount }).toEqual({ modifiedCount: 1, upsertedCount: 1 });

  const seen: unknown[] = [];
  for await (const { _id } of Target.find().sort({ _id: 1 }).lean().cursor({ batchSize: 2 }))
    seen.push(_id);
  expect(seen).toEqual(['a', 'b', 'c', 'e']);
});
