import type { Document } from 'bson';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing/server.ts';

let test: TestServer;

beforeAll(async () => {
  test = await startTestServer({ sweepMs: 20 });
});
afterAll(() => test.dispose());

it('removes what has expired: only dates count, and of an array the earliest', async () => {
  const old = new Date(Date.now() - 3_600_000);
  const young = new Date(Date.now() + 3_600_000);
  const things = test.db.collection<Document & { _id: string }>('things');
  await things.insertMany([
    { _id: 'old', at: old },
    { _id: 'young', at: young },
    { _id: 'one of two', at: [young, old] },
    { _id: 'none of two', at: [young, young] },
    { _id: 'no date', at: 5 },
    { _id: 'null', at: null },
    { _id: 'missing' },
    { _id: 'empty', at: [] },
  ]);
  await things.createIndexes([{ key: { at: -1 }, expireAfterSeconds: 60 }]);
  await expect.poll(() => things.countDocuments()).toBe(6);
  const left = (await things.find().toArray()).map(({ _id }) => _id);
  expect(left).not.toContain('old');
  expect(left).not.toContain('one of two');
});

it('respects the filter of a partial index', async () => {
  const things = test.db.collection('partial');
  await things.insertMany([
    { at: new Date(0), done: true },
    { at: new Date(0), done: false },
  ]);
  await things.createIndexes([
    { key: { at: 1 }, expireAfterSeconds: 1, partialFilterExpression: { done: true } },
  ]);
  await expect.poll(() => things.countDocuments()).toBe(1);
  expect(await things.findOne()).toMatchObject({ done: false });
});
