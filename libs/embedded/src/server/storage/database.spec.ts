import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { rawDocument } from '../../testing/raw.ts';
import { ServerError } from '../bson/errors.ts';
import { Catalogue } from './catalogue.ts';
import { Database } from './database.ts';

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

function insert(document: Record<string, unknown>): void {
  database.write(() => {
    catalogue.getOrCreate('test.things').insert(rawDocument(document));
  });
}

it('commits the writes of one turn together', async () => {
  insert({ _id: 1 });
  insert({ _id: 2 });
  await database.committed(false);
  expect(catalogue.get('test.things')?.size()).toBe(2);
});

it('keeps a batch when one of its writes is refused', async () => {
  insert({ _id: 1 });
  expect(() => {
    insert({ _id: 1 });
  }).toThrow(ServerError);
  insert({ _id: 2 });
  await database.committed(true);
  expect(catalogue.get('test.things')?.size()).toBe(2);
});

it('takes a whole batch back when a write fails, and tells everyone who waits for it', async () => {
  insert({ _id: 1 });
  await database.committed(false);
  insert({ _id: 2 });
  const others = database.committed(false);
  expect(() =>
    database.write(() => {
      catalogue.getOrCreate('test.more');
      throw new Error('disk on fire');
    }),
  ).toThrow('disk on fire');
  await expect(others).rejects.toThrow('disk on fire');
  expect(catalogue.get('test.more')).toBeUndefined();
  expect(catalogue.get('test.things')?.size()).toBe(1);
  insert({ _id: 3 });
  await database.committed(false);
  expect(catalogue.get('test.things')?.size()).toBe(2);
});

it('finds everything again after it was opened anew', async () => {
  insert({ _id: 1, tags: ['a'] });
  await database.close();
  database = await Database.open(join(folder, 'data.sqlite'));
  catalogue = new Catalogue(database);
  expect(catalogue.get('test.things')?.size()).toBe(1);
  expect(catalogue.all().map(({ namespace }) => namespace)).toEqual(['test.things']);
});

it('shares one sync between commits that wait at the same time', async () => {
  const waiting = [];
  for (let number = 0; number < 20; number += 1) {
    insert({ _id: number });
    waiting.push(database.committed(true));
    await new Promise(setImmediate);
  }
  await Promise.all(waiting);
  expect(catalogue.get('test.things')?.size()).toBe(20);
});

it('refuses a file of another format', async () => {
  database.execute('PRAGMA user_version = 99');
  await database.close();
  const opened = Database.open(join(folder, 'data.sqlite'));
  await expect(opened).rejects.toThrow(/format 99/);
  database = await Database.open(join(folder, 'other.sqlite'));
});
