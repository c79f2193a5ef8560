import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { serialize } from 'bson';
import type { Collection, Document } from 'mongodb';
import type { ServerProcess } from '../proofs/processes.ts';
import { cpuMilliseconds } from './cpu.ts';

const targetCount = 2000;
const batchSize = 100;
const updateCount = 8000;
const startedAt = Date.UTC(2026, 0, 1);

type Pattern = Record<string, 1 | -1>;

/** Of the patterns by which the product sorts and finds targets, those that a check changes. */
const changedPatterns: Pattern[] = [
  { 'schedule.dueAt': 1, partition: 1 },
  { 'schedule.silentAt': 1 },
  { updatedAt: 1 },
  { slowness: -1, _id: 1 },
];

const otherPatterns: Pattern[] = [
  { urlKey: 1 },
  { domain: 1, createdAt: 1, _id: 1 },
  { 'intents.id': 1 },
  { rank: 1, 'state.statusSince': 1, _id: 1 },
  { nameKey: 1, _id: 1 },
  { createdAt: -1, _id: -1 },
];

/** A document as large as a target that has been checked for a day. */
function target(number: number): Document {
  const at = new Date(startedAt + number);
  const url = `https://example.org/${String(number)}`;
  const texts = { url, urlKey: url, name: url, nameKey: url, searchText: url, domain: null };
  return {
    _id: number,
    ...texts,
    tags: ['shop', 'europe'],
    request: { method: 'GET', headers: {}, timeoutMs: 10_000 },
    createdAt: at,
    partition: number % 64,
    intents: [],
    hours: Array.from({ length: 24 }, () => ({ h: at, g: 12, t: 12, s: 600.5, m: 61.25 })),
    version: 1,
    ...checked(number),
    recent: Array.from({ length: 30 }, () => check(number)),
  };
}

/** What a check sets. */
function checked(number: number): Document {
  const at = new Date(startedAt + number * 1000);
  return {
    state: { status: 'up', statusSince: new Date(startedAt), failures: 0, outage: null },
    rank: 3,
    schedule: { dueAt: at, urgent: null, silentAt: at, lease: null },
    lastCheck: { at, outcome: 'ok', statusCode: 200, latencyMs: number % 900 },
    slowness: number % 900,
    hour: { h: at, g: number, t: number, s: 600.5, m: 61.25 },
    updatedAt: at,
  };
}

/** What a check adds. */
function check(number: number): Document {
  const s = new Date(startedAt + number * 1000);
  return { s, d: 3, c: 200, l: number % 900, p: [1.5, 2.5, 3.5, 48.5, 1.5], a: '192.0.2.1' };
}

/** Milliseconds of the server's CPU for an update that records a check, in batches as the product sends. */
export async function cpuOfTargetUpdate(
  server: ServerProcess,
  targets: Collection,
): Promise<number> {
  await targets.createIndexes([...changedPatterns, ...otherPatterns].map((key) => ({ key })));
  await targets.insertMany(Array.from({ length: targetCount }, (_, number) => target(number)));
  const record = (number: number): Document => ({
    $set: checked(number),
    $inc: { version: 1 },
    $push: { recent: { $each: [check(number)], $slice: -30 } },
  });
  const before = await cpuMilliseconds(server);
  for (let start = 0; start < updateCount; start += batchSize) {
    const updates = Array.from({ length: batchSize }, (_, offset) => ({
      updateOne: {
        filter: { _id: ((start + offset) % targetCount) as never },
        update: record(start + offset),
      },
    }));
    await targets.bulkWrite(updates, { ordered: false });
  }
  return ((await cpuMilliseconds(server)) - before) / updateCount;
}

/** The same for a bare SQLite file: documents are read and written whole, and index entries moved. */
export async function cpuOfBareUpdate(folder: string): Promise<number> {
  const file = join(folder, 'bare.sqlite');
  const database = new DatabaseSync(file);
  database.exec(`
    PRAGMA page_size = 8192;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE targets (id INTEGER PRIMARY KEY, doc BLOB NOT NULL);
  `);
  const insert = database.prepare('INSERT INTO targets VALUES (?, ?)');
  const read = database.prepare('SELECT doc FROM targets WHERE id = ?');
  const write = database.prepare('UPDATE targets SET doc = ? WHERE id = ?');
  const indexes = changedPatterns.map((_, number) => bareIndex(database, `i${String(number)}`));
  for (let id = 0; id < targetCount; id += 1) {
    insert.run(id, serialize(target(id)));
    for (const { add } of indexes) add.run(keyOf(id), id);
  }
  const before = process.cpuUsage();
  for (let start = 0; start < updateCount; start += batchSize) {
    database.exec('BEGIN');
    for (let number = start; number < start + batchSize; number += 1) {
      const id = number % targetCount;
      write.run(read.get(id)?.['doc'] ?? null, id);
      for (const { add, remove } of indexes) {
        remove.run(keyOf(number), id);
        add.run(keyOf(number + targetCount), id);
      }
    }
    database.exec('COMMIT');
  }
  const { user, system } = process.cpuUsage(before);
  database.close();
  await rm(file);
  return (user + system) / 1000 / updateCount;
}

function bareIndex(
  database: DatabaseSync,
  table: string,
): { add: StatementSync; remove: StatementSync } {
  database.exec(
    `CREATE TABLE ${table} (key BLOB, row INTEGER, PRIMARY KEY (key, row)) WITHOUT ROWID`,
  );
  return {
    add: database.prepare(`INSERT INTO ${table} VALUES (?, ?)`),
    remove: database.prepare(`DELETE FROM ${table} WHERE key = ? AND row = ?`),
  };
}

function keyOf(number: number): Buffer {
  const key = Buffer.alloc(16);
  key.writeUInt32BE(number);
  return key;
}
