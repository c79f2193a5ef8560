import fc from 'fast-check';
import type { Collection } from 'mongodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as oracle from '../testing/oracle.ts';
import * as shape from '../testing/product-shape.ts';
import { startTestServer, type TestServer } from '../testing/server.ts';
import { validateDataFile } from '../validate/validate.ts';
import { dataFileIn } from './start.ts';

type Stored = oracle.Document & { _id: string };

let test: TestServer;
let round = 0;

beforeAll(async () => {
  test = await startTestServer();
});
afterAll(() => test.dispose());

async function collectionWith(indexes: readonly unknown[]): Promise<Collection<Stored>> {
  round += 1;
  const collection = test.db.collection<Stored>(`round${String(round)}`);
  if (indexes.length > 0) await collection.createIndexes(indexes as never);
  return collection;
}

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ insert: shape.document }) },
  { weight: 3, arbitrary: fc.record({ filter: shape.filter, update: shape.update }) },
  { weight: 1, arbitrary: fc.record({ filter: shape.filter }) },
);

it('filters, sorts and updates as a plain reading of the documents does', async () => {
  await fc.assert(
    fc.asyncProperty(
      shape.indexes,
      fc.array(step, { minLength: 5, maxLength: 25 }),
      fc.array(fc.tuple(shape.filter, shape.sort, fc.nat(5)), { minLength: 5, maxLength: 15 }),
      async (indexes, steps, questions) => {
        const collection = await collectionWith(indexes);
        const expected = new Map<string, oracle.Document>();
        for (const one of steps) await takeStep(collection, expected, one);
        for (const [filter, sort, limit] of questions) {
          const matching = [...expected.values()].filter((one) => oracle.matches(one, filter));
          const wanted = oracle.sorted(matching, sort).slice(0, limit === 0 ? undefined : limit);
          const found = await collection
            .find(filter as never)
            .sort(sort)
            .limit(limit)
            .toArray();
          expect(found).toEqual(wanted);
          expect(await collection.countDocuments(filter as never)).toBe(matching.length);
        }
        await collection.drop();
      },
    ),
    { numRuns: 60 },
  );
});

it('keeps every index as a rebuild would make it', async () => {
  const own = await startTestServer();
  await fc.assert(
    fc.asyncProperty(
      shape.indexes,
      fc.array(step, { minLength: 40, maxLength: 80 }),
      async (indexes, steps) => {
        round += 1;
        const collection = own.db.collection<Stored>(`round${String(round)}`);
        if (indexes.length > 0) await collection.createIndexes(indexes as never);
        for (const one of steps) await takeStep(collection, new Map(), one);
      },
    ),
    { numRuns: 15 },
  );
  await own.client.close();
  await own.server.close();
  const report = await validateDataFile(dataFileIn(own.dataDir));
  expect(report.problems).toEqual([]);
  expect(report.documents).toBeGreaterThan(0);
});

async function takeStep(
  collection: Collection<Stored>,
  expected: Map<string, oracle.Document>,
  one: { insert: oracle.Document } | { filter: oracle.Document; update?: oracle.Document },
): Promise<void> {
  if ('insert' in one) {
    const { insert } = one;
    await collection.deleteOne({ _id: insert['_id'] as string });
    await collection.insertOne(insert as Stored);
    expected.set(insert['_id'] as string, structuredClone(insert));
    return;
  }
  const matching = [...expected.values()].filter((document) =>
    oracle.matches(document, one.filter),
  );
  if (one.update === undefined) {
    await collection.deleteMany(one.filter);
    for (const document of matching) expected.delete(document['_id'] as string);
  } else {
    await collection.updateMany(one.filter, one.update);
    for (const document of matching) oracle.update(document, one.update);
  }
}
