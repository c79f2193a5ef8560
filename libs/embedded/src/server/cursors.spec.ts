import { type Long, type Document } from 'bson';
import { MongoClient, type Collection } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing/server.ts';
import { Cursors } from './cursors.ts';
import { rawDocument } from '../testing/raw.ts';

let test: TestServer;
let things: Collection;

beforeAll(async () => {
  test = await startTestServer();
  things = test.db.collection('things');
  await things.insertMany(Array.from({ length: 250 }, (_, n) => ({ _id: n as never, n })));
});
afterAll(() => test.dispose());

interface CursorReply {
  readonly cursor: { id: Long; firstBatch?: Document[]; nextBatch?: Document[] };
}

async function command(document: Document): Promise<CursorReply['cursor']> {
  const reply = await test.db.command(document, { promoteLongs: false });
  return (reply as unknown as CursorReply).cursor;
}

describe('cursors', () => {
  it('give 101 documents first and then all the rest', async () => {
    const first = await command({ find: 'things' });
    expect(first.firstBatch).toHaveLength(101);
    const next = await command({ getMore: first.id, collection: 'things' });
    expect(next.nextBatch).toHaveLength(149);
    expect(next.id.isZero()).toBe(true);
  });

  it('give as many as asked, and none first when zero are asked', async () => {
    const first = await command({ find: 'things', batchSize: 0 });
    expect(first.firstBatch).toEqual([]);
    const next = await command({ getMore: first.id, collection: 'things', batchSize: 7 });
    expect(next.nextBatch?.map(({ n }) => n as number)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('end with their limit or single batch', async () => {
    expect((await command({ find: 'things', limit: 3, batchSize: 10 })).id.isZero()).toBe(true);
    expect((await command({ find: 'things', batchSize: 3, singleBatch: true })).id.isZero()).toBe(
      true,
    );
  });

  it('hold a reply to 4 MB, or to one document', async () => {
    const large = test.db.collection('large');
    const text = 'x'.repeat(1.5 * 1024 * 1024);
    for (let n = 0; n < 5; n += 1) await large.insertOne({ n, text });
    const first = await command({ find: 'large', batchSize: 10 });
    expect(first.firstBatch).toHaveLength(2);
    expect(await large.countDocuments()).toBe(5);
    const next = await command({ getMore: first.id, collection: 'large' });
    expect(next.nextBatch?.map(({ n }) => n as number)).toEqual([2, 3]);
  });

  it('go on where they were while documents come and go', async () => {
    const first = await command({ find: 'things', batchSize: 100 });
    await things.deleteMany({ n: { $gte: 150, $lt: 200 } });
    await things.insertOne({ _id: 999 as never, n: 999 });
    const next = await command({ getMore: first.id, collection: 'things' });
    const seen = [...(first.firstBatch ?? []), ...(next.nextBatch ?? [])].map(
      ({ n }) => n as number,
    );
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toContain(249);
    expect(seen).toContain(999);
  });

  it('can be killed', async () => {
    const { id } = await command({ find: 'things', batchSize: 1 });
    expect(await test.db.command({ killCursors: 'things', cursors: [id] })).toMatchObject({
      cursorsKilled: [id.toNumber()],
    });
    await expect(command({ getMore: id, collection: 'things' })).rejects.toMatchObject({
      code: 43,
    });
  });

  it('end with the connection that opened them', async () => {
    const client = new MongoClient(test.server.uri, { maxPoolSize: 1 });
    const reply = await client
      .db('test')
      .command({ find: 'things', batchSize: 1 }, { promoteLongs: false });
    const { id } = (reply as unknown as CursorReply).cursor;
    await client.close();
    await expect
      .poll(() =>
        command({ getMore: id, collection: 'things', batchSize: 1 }).catch(
          (error: unknown) => error,
        ),
      )
      .toMatchObject({ code: 43 });
  });

  it('end with their collection', async () => {
    const other = test.db.collection('other');
    await other.insertMany(Array.from({ length: 2000 }, (_, n) => ({ n })));
    const { id } = await command({ find: 'other', batchSize: 10 });
    await other.drop();
    await expect(command({ getMore: id, collection: 'other' })).rejects.toMatchObject({
      code: 175,
    });
  });
});

describe('idle cursors', () => {
  it('are freed after ten minutes, and not before', async () => {
    const cursors = new Cursors();
    await cursors.open({
      namespace: 'a.b',
      connection: {},
      documents: [rawDocument({ n: 1 }), rawDocument({ n: 2 })].values() as never,
      batchSize: 1,
      isSingleBatch: false,
      deadline: Infinity,
    });
    const opened = Date.now();
    cursors.killIdle(opened + 9 * 60_000);
    expect(cursors.size).toBe(1);
    cursors.killIdle(opened + 11 * 60_000);
    expect(cursors.size).toBe(0);
  });
});
