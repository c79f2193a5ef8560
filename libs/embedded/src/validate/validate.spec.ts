import { DatabaseSync } from 'node:sqlite';
import { rm, stat } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dataFileIn } from '../server/start.ts';
import { startTestServer, type TestServer } from '../testing/server.ts';
import { compactDataFile } from './compact.ts';
import { validateDataFile } from './validate.ts';

let test: TestServer;
let file: string;

beforeEach(async () => {
  test = await startTestServer();
  file = dataFileIn(test.dataDir);
  const things = test.db.collection('things');
  await things.createIndexes([{ key: { n: 1 } }, { key: { tags: 1 } }]);
  await things.insertMany([{ n: 1, tags: ['a', 'b'] }, { n: 2 }]);
});
afterEach(() => rm(test.dataDir, { recursive: true, force: true }));

async function stop(): Promise<void> {
  await test.client.close();
  await test.server.close();
}

/** Changes the file behind the server's back and gives what the check finds. */
async function problemsAfter(sql: string): Promise<string> {
  await stop();
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
  return (await validateDataFile(file)).problems.join('\n');
}

it('finds a sound file sound and counts what it holds', async () => {
  await stop();
  expect(await validateDataFile(file)).toEqual({
    collections: 1,
    documents: 2,
    indexes: 3,
    problems: [],
  });
});

it('finds a missing index entry', async () => {
  const problems = await problemsAfter('DELETE FROM i2 WHERE row = 1');
  expect(problems).toMatch(/index n_1: the entry .* of row 1 is missing/);
});

it('finds a surplus index entry', async () => {
  const problems = await problemsAfter("INSERT INTO i3 (key, row) VALUES (x'05', 7)");
  expect(problems).toContain('index tags_1: it has 4 entries instead of 3.');
});

it('finds a forgotten array and a damaged document', async () => {
  const problems = await problemsAfter(
    "UPDATE indexes SET multikey = 0 WHERE id = 3; UPDATE c1 SET doc = x'0500000000' WHERE id = 2",
  );
  expect(problems).toMatch(/row 1 has an array/);
  expect(problems).toMatch(/row 2 is not sound/);
});

it('refuses a file that is in use or missing', async () => {
  await expect(validateDataFile(file)).rejects.toThrow(/in use/);
  await stop();
  await expect(validateDataFile(`${file}x`)).rejects.toThrow(/There is no data file/);
});

it('finds a file sound that was compacted, and what was removed gone', async () => {
  await test.db.collection('things').insertOne({ n: 3, tags: ['x'.repeat(100_000)] });
  await test.db.collection('things').deleteOne({ n: 3 });
  await stop();
  const before = (await stat(file)).size;
  compactDataFile(file);
  expect((await stat(file)).size).toBeLessThan(before);
  expect((await validateDataFile(file)).problems).toEqual([]);
});
