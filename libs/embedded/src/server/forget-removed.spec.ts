import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MongoClient } from 'mongodb';
import { expect, it, onTestFinished } from 'vitest';
import { Database } from './storage/database.ts';
import { dataFileIn, startDocumentServer } from './start.ts';

const CANARY = 'canary-3b7e55d0';

const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'embedded-forget-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
};

async function open(dataDir: string) {
  const server = await startDocumentServer({ dataDir });
  const client = await new MongoClient(server.uri).connect();
  const close = async (): Promise<void> => {
    await client.close();
    await server.close();
  };
  return { things: client.db('test').collection<{ _id: number; text: string }>('things'), close };
}

const holdsCanary = (dataDir: string): boolean =>
  ['', '-wal'].some((end) => {
    const file = `${dataFileIn(dataDir)}${end}`;
    const isThere = statSync(file, { throwIfNoEntry: false }) !== undefined;
    return isThere && readFileSync(file).includes(CANARY);
  });

const documents = (text: (i: number) => string) =>
  Array.from({ length: 300 }, (_, _id) => ({ _id, text: text(_id) }));

/** Leaves behind in a data file what a version did that let lie what it had removed. */
function letLie(dataDir: string): void {
  const file = new DatabaseSync(dataFileIn(dataDir));
  file.exec('PRAGMA secure_delete = OFF; CREATE TABLE old (id INTEGER PRIMARY KEY, doc BLOB)');
  const insert = file.prepare('INSERT INTO old (doc) VALUES (?)');
  for (let i = 0; i < 300; i++) insert.run(Buffer.from(`${CANARY} ${'x'.repeat(i * 10)}`));
  file.exec('DROP TABLE old');
  file.close();
}

it('leaves nothing of what an older version removed, and everything else', async () => {
  const dataDir = await newFolder();
  const before = await open(dataDir);
  await before.things.insertMany(documents((i) => `kept ${String(i)}`));
  await before.close();
  letLie(dataDir);
  const after = await open(dataDir);
  // Rooms that were used again hold remains, too.
  await after.things.insertMany([{ _id: 1_000, text: 'new' }]);
  expect(holdsCanary(dataDir)).toBe(true);
  await after.things.db.command({ forgetRemoved: 1 });
  expect(holdsCanary(dataDir)).toBe(false);
  expect(await after.things.countDocuments()).toBe(301);
  await after.things.updateOne({ _id: 7 }, { $set: { text: 'changed' } });
  await after.close();
  const again = await open(dataDir);
  expect(await again.things.findOne({ _id: 7 })).toEqual({ _id: 7, text: 'changed' });
  await again.close();
});

it('removes and replaces without a trace from the beginning', async () => {
  const dataDir = await newFolder();
  const { things, close } = await open(dataDir);
  await things.insertMany(documents((i) => `${CANARY} ${'x'.repeat(i * 60)}`));
  await things.deleteMany({ _id: { $gte: 150 } });
  for (let i = 0; i < 150; i++) await things.updateOne({ _id: i }, { $set: { text: 'sealed' } });
  await close();
  expect(holdsCanary(dataDir)).toBe(false);
});

it('runs beside writes, none of which is lost', async () => {
  const dataDir = await newFolder();
  const { things, close } = await open(dataDir);
  const writes = documents(() => 'x').map((one) => things.insertOne(one));
  await things.db.command({ forgetRemoved: 1 });
  await Promise.all(writes);
  expect(await things.countDocuments()).toBe(300);
  await close();
});

it('is refused where there is no room for it, and does nothing', async () => {
  const { forgetRemoved } = await import('./commands/forget-removed.ts');
  const database = await Database.open(join(await newFolder(), 'file'));
  onTestFinished(() => database.close());
  const request = (free: number, bytes = database.fileBytes()) =>
    ({
      database: { fileBytes: () => bytes, rewrite: () => database.rewrite() },
      reserve: { room: () => Promise.resolve({ total: 1e12, free }) },
    }) as unknown as Parameters<typeof forgetRemoved>[0];
  await expect(forgetRemoved(request(10))).rejects.toThrow(/MB must be free .*; 1 MB are/);
  await expect(forgetRemoved(request(1e12, 1e9))).rejects.toThrow(/954 MB: .* up to 512 MB/);
});
