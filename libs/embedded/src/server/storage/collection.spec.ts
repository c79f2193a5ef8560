import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Document } from 'bson';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { storedValue } from '../../testing/arbitraries.ts';
import { rawDocument } from '../../testing/raw.ts';
import { ServerError } from '../bson/errors.ts';
import { Catalogue } from './catalogue.ts';
import type { Collection, Index } from './collection.ts';
import { Database } from './database.ts';
import { parseIndexDefinition } from './index-definition.ts';

const patterns: Document[] = [
  { key: { a: 1 } },
  { key: { a: 1, b: -1 } },
  { key: { 'a.b': 1, 'a.ä': 1 }, sparse: true },
  { key: { b: 1 }, sparse: true },
  { key: { c: -1, _id: 1 } },
  { key: { _id: -1 }, partialFilterExpression: { $or: [{ a: { $gt: 0 } }, { 'b.ab': null }] } },
];

/** Two versions of one document; the second has fields changed, added, removed or moved. */
const versions = fc
  .record({
    before: fc.dictionary(fc.constantFrom('a', 'b', 'c'), storedValue, { maxKeys: 3 }),
    changes: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.option(storedValue), {
      maxKeys: 2,
    }),
    isReversed: fc.boolean(),
  })
  .map(({ before, changes, isReversed }) => {
    const merged = Object.entries({ ...before, ...changes }).filter(([, value]) => value !== null);
    const after = Object.fromEntries(isReversed ? merged.toReversed() : merged);
    return [rawDocument({ _id: 1, ...before }), rawDocument({ _id: 1, ...after })] as const;
  });

let folder: string;
let database: Database;
let catalogue: Catalogue;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'embedded-test-'));
  database = await Database.open(join(folder, 'data.sqlite'));
  catalogue = new Catalogue(database);
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

it('keeps every index as a rebuild would make it when a document is replaced', () => {
  fc.assert(
    fc.property(versions, ([before, after]) => {
      database.write(() => {
        const collection = catalogue.getOrCreate('test.things');
        for (const index of patterns) createIndex(collection, index, 'kept');
        const isStored = accepted(() => {
          collection.insert(before);
        });
        // What is refused, for its parallel arrays, changes no index.
        if (isStored)
          accepted(() => {
            collection.replace(1, before, after);
          });
        for (const index of patterns) {
          const rebuilt = createIndex(collection, index, 'rebuilt');
          const kept = indexOf(collection, nameOf(index, 'kept'));
          expect(entriesOf(kept)).toEqual(entriesOf(rebuilt));
          expect(kept.isMultikey).toBeOneOf([true, rebuilt.isMultikey]);
        }
        catalogue.drop(collection);
      });
    }),
    { numRuns: 300 },
  );
});

function accepted(change: () => void): boolean {
  try {
    change();
    return true;
  } catch (error) {
    if (error instanceof ServerError) return false;
    throw error;
  }
}

function nameOf(index: Document, prefix: string): string {
  return `${prefix} ${JSON.stringify(index)}`;
}

function createIndex(collection: Collection, index: Document, prefix: string): Index {
  const name = nameOf(index, prefix);
  catalogue.createIndex(collection, parseIndexDefinition(rawDocument({ ...index, name })));
  return indexOf(collection, name);
}

function indexOf({ indexes }: Collection, name: string): Index {
  const found = indexes.find((index) => index.name === name);
  if (found === undefined) throw new Error(`There is no index ${name}.`);
  return found;
}

function entriesOf({ table }: Index): unknown[] {
  return database.statement(`SELECT hex(key) AS key, row FROM ${table}`).all();
}
