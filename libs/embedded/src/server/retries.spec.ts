import { Binary, Long, type Document } from 'bson';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rawCommand } from '../testing/raw-command.ts';
import { startTestServer, type TestServer } from '../testing/server.ts';

let dataDir: string;
let test: TestServer;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'embedded-test-'));
  test = await startTestServer({ dataDir });
});
afterEach(async () => {
  await test.dispose();
  await rm(dataDir, { recursive: true, force: true });
});

const lsid = { id: new Binary(Buffer.alloc(16, 7), 4) };

/** Sends a numbered write on a connection of its own, as a driver sends a retry. */
async function numbered(command: Document, number: number): Promise<Document> {
  const { port } = test.server;
  return await rawCommand(port, { ...command, lsid, txnNumber: Long.fromNumber(number) });
}

const increment = {
  update: 'things',
  updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } }, upsert: true }],
};

async function count(): Promise<unknown> {
  return (await test.db.collection('things').findOne())?.['n'];
}

it('gives a retried write its first reply and does nothing again', async () => {
  const first = await numbered(increment, 1);
  const again = await numbered(increment, 1);
  expect(again).toEqual(first);
  expect(await count()).toBe(1);
  await numbered(increment, 2);
  expect(await count()).toBe(2);
});

it('knows the retry of a findAndModify and of a partly refused insert', async () => {
  const modify = {
    findAndModify: 'things',
    query: { _id: 1 },
    update: { $inc: { n: 1 } },
    upsert: true,
    new: true,
  };
  expect(await numbered(modify, 1)).toEqual(await numbered(modify, 1));
  expect(await count()).toBe(1);
  const insert = { insert: 'others', documents: [{ _id: 1 }, { _id: 1 }], ordered: true };
  expect(await numbered(insert, 2)).toEqual(await numbered(insert, 2));
});

it('still knows it after a restart', async () => {
  await numbered(increment, 1);
  await test.dispose();
  test = await startTestServer({ dataDir });
  await numbered(increment, 1);
  expect(await count()).toBe(1);
});

it('refuses a number that is over, and a multi update with a number', async () => {
  await numbered(increment, 5);
  expect(await numbered(increment, 4)).toMatchObject({ ok: 0, code: 225 });
  const multi = { update: 'things', updates: [{ q: {}, u: { $inc: { n: 1 } }, multi: true }] };
  expect(await numbered(multi, 6)).toMatchObject({ ok: 0, code: 72 });
  expect(await count()).toBe(1);
});
