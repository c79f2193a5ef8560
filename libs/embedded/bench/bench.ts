import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type Collection, type Document } from 'mongodb';
import { startEmbedded, temporaryFolder, type ServerProcess } from '../proofs/processes.ts';
import { residentMegabytes } from './memory.ts';
import { percentile, perSecond } from './measure.ts';
import { Table } from './table.ts';
import { cpuOfBareUpdate, cpuOfTargetUpdate } from './target-updates.ts';

const documentCount = 100_000;
const largeCount = 500_000;
const targetCount = 500;
const batchSize = 1000;
const startedAt = Date.UTC(2026, 0, 1);

/** A stored result as large as the product's. */
function result(number: number): Document {
  return {
    _id: `r${String(number).padStart(8, '0')}`,
    target: `t${String(number % targetCount)}`,
    at: new Date(startedAt + Math.floor(number / targetCount) * 300_000),
    outcome: number % 50 === 0 ? 'failed' : 'ok',
    latencyMs: (number * 7919) % 900,
    statusCode: 200,
    address: '192.0.2.1',
  };
}

async function insertRange(results: Collection, from: number, to: number): Promise<void> {
  for (let start = from; start < to; start += batchSize) {
    const length = Math.min(batchSize, to - start);
    await results.insertMany(Array.from({ length }, (_, offset) => result(start + offset)));
  }
}

/** Reads every document in the order of an index, and keeps none. */
async function readAll(results: Collection): Promise<number> {
  let count = 0;
  for await (const document of results.find().sort({ target: 1, at: -1 })) {
    count += Number('_id' in document);
  }
  return count;
}

/** The waits of point reads while one full scan after another is running. */
async function waitsBehindScans(results: Collection): Promise<number[]> {
  const stop = new AbortController();
  const scans = (async () => {
    while (!stop.signal.aborted) await results.countDocuments({ latencyMs: -1 });
  })();
  const waits: number[] = [];
  for (let count = 0; count < 1000; count += 1) {
    const before = performance.now();
    await results.findOne({ _id: result((count * 97) % documentCount)['_id'] as never });
    waits.push(performance.now() - before);
  }
  stop.abort();
  await scans;
  return waits;
}

/** CPU of the server for recording a check, in multiples of what a bare file takes for the documents. */
async function targetUpdate(server: ServerProcess, targets: Collection): Promise<number> {
  const { path, remove } = await temporaryFolder();
  try {
    const bare = await cpuOfBareUpdate(path);
    return (await cpuOfTargetUpdate(server, targets)) / bare;
  } finally {
    await remove();
  }
}

async function measure(server: ServerProcess, startMs: number, table: Table): Promise<void> {
  const client = new MongoClient(server.uri);
  const results = client.db('bench').collection('results');
  const targets = client.db('bench').collection('targets');
  await results.createIndexes([{ key: { target: 1, at: -1 } }]);
  await targets.createIndexes([{ key: { url: 1 }, unique: true }]);
  table.below('start to first command', startMs, 500, 'ms');
  table.below('idle memory', await residentMegabytes(server), 100, 'MB');

  const singles = await perSecond(5000, (number) => results.insertOne(result(number)));
  table.above('single inserts', singles, 2000, '/s');
  const batches = await perSecond((documentCount - 5000) / batchSize, (number) =>
    insertRange(results, 5000 + number * batchSize, 5000 + (number + 1) * batchSize),
  );
  table.above('inserts in batches of 1,000', batches * batchSize, 40_000, '/s');
  const newest = await perSecond(5000, (number) =>
    results
      .find({ target: `t${String(number % targetCount)}` })
      .sort({ at: -1 })
      .limit(1)
      .toArray(),
  );
  table.above('newest result of a target', newest, 2000, '/s');
  const upserts = await perSecond(5000, (number) =>
    targets.updateOne(
      { url: `https://example.org/${String(number % 2500)}` },
      { $set: { checkedAt: new Date(), status: 'up' }, $inc: { checks: 1 } },
      { upsert: true },
    ),
  );
  table.above('upserts by a unique key', upserts, 1500, '/s');
  const checked = await targetUpdate(server, client.db('bench').collection('checked'));
  table.below('update of a target, CPU against a bare file', checked, 7, 'x');
  const waits = await waitsBehindScans(results);
  table.below('point read behind full scans, p99', percentile(waits, 0.99), 50, 'ms');

  await insertRange(results, documentCount, largeCount);
  await waitsBehindScans(results);
  await readAll(results);
  await results
    .aggregate([{ $group: { _id: '$target', mean: { $avg: '$latencyMs' }, count: { $sum: 1 } } }])
    .toArray();
  table.below('memory with 500,000 documents', await residentMegabytes(server), 300, 'MB');
  await client.close();
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'embedded-bench-'));
  const before = performance.now();
  const server = await startEmbedded(folder);
  try {
    const client = new MongoClient(server.uri);
    await client.db('bench').command({ ping: 1 });
    const startMs = performance.now() - before;
    await client.close();
    const table = new Table();
    await measure(server, startMs, table);
    console.log(table.text());
    console.log(
      `load average ${loadavg()[0]?.toFixed(1) ?? '?'} on ${String(availableParallelism())} cores`,
    );
    process.exitCode = table.isMet ? 0 : 1;
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
