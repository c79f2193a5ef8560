import fs from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StatementSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestServer, type TestServer } from '../testing/server.ts';

/** What SQLite says when its file cannot grow. */
const fullError = (): Error =>
  Object.assign(new Error('database or disk is full'), { errcode: 13 });

let dataDir: string;
let test: TestServer;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'embedded-test-'));
  test = await startTestServer({ dataDir, reserveBytes: 4_096, toleratesFull: true });
  await vi.waitFor(() => {
    expect(isHeld()).toBe(true);
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await test.dispose();
  await rm(dataDir, { recursive: true, force: true });
});

const isHeld = (): boolean => fs.existsSync(join(dataDir, 'reserve'));

/** Lets commits fail for as long as something holds, as on a full disk. */
function commitsFailWhile(isFull: () => boolean): void {
  const run = StatementSync.prototype.run;
  vi.spyOn(StatementSync.prototype, 'run').mockImplementation(function (
    this: StatementSync,
    ...values: Parameters<typeof run>
  ) {
    if (this.sourceSQL === 'COMMIT' && isFull()) throw fullError();
    return run.apply(this, values);
  });
}

describe('a server whose disk is full', () => {
  it('gives its reserve up, and does the write that had no room', async () => {
    commitsFailWhile(isHeld);
    const things = test.db.collection('new things');
    await Promise.all([things.insertOne({ n: 1 }), things.insertOne({ n: 2 })]);
    expect(isHeld()).toBe(false);
    expect(await things.countDocuments({})).toBe(2);
  });

  it('refuses a write for which there is no room even so', async () => {
    commitsFailWhile(() => true);
    const write = test.db.collection('new things').insertOne({ n: 1 });
    await expect(write).rejects.toMatchObject({ code: 14_031 });
    const many = test.db.collection('new things').bulkWrite([{ insertOne: { document: {} } }]);
    await expect(many).rejects.toMatchObject({ code: 14_031 });
    vi.restoreAllMocks();
    await test.db.collection('new things').insertOne({ n: 2 });
    expect(await test.db.collection('new things').countDocuments({})).toBe(1);
  });

  it('reads while writes beside it have no room', async () => {
    const things = test.db.collection('things');
    await things.insertOne({ n: 1 });
    commitsFailWhile(() => true);
    const work = Array.from({ length: 40 }, () => [
      things.insertOne({ n: 2 }).catch(() => undefined),
      things.find().toArray(),
      test.db.command({ ping: 1 }),
    ]);
    const [, found] = (await Promise.all(work.flat())) as [unknown, unknown[]];
    expect(found).toHaveLength(1);
  });

  it('tells how much room there is', async () => {
    const stats = await test.db.command({ dbStats: 1 });
    const { fsTotalSize, fsUsedSize } = stats as { fsTotalSize: number; fsUsedSize: number };
    expect(fsTotalSize).toBeGreaterThan(fsUsedSize);
  });

  it('tells how many documents a collection has, and about how much they take', async () => {
    const sizes = test.db.collection('sizes');
    await sizes.createIndex({ text: 1 }, {}, {});
    await sizes.insertMany(
      Array.from({ length: 300 }, (_, n) => ({ text: 'x'.repeat(n % 2 === 0 ? 1_500 : 500) })),
    );
    await sizes.deleteMany({ text: 'nothing' });
    const { count, size, totalIndexSize } = await test.db.command({ collStats: 'sizes' });
    expect(count).toBe(300);
    expect(Math.abs(Number(size) / 300_000 - 1)).toBeLessThan(0.1);
    expect(totalIndexSize).toBeGreaterThan(300 * 500);
    expect(await test.db.command({ collStats: 'none' })).toMatchObject({ count: 0, size: 0 });
  });
});
