import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/server.ts';

let test: TestServer;
beforeAll(async () => {
  test = await startTestServer();
  const things = test.db.collection('things');
  await things.createIndexes([
    { key: { state: 1, at: -1 } },
    { key: { text: 1 } },
    { key: { tags: 1 } },
  ]);
  await things.insertMany(
    Array.from({ length: 700 }, (_, n) => ({
      ...{ n, state: n % 7 === 0 ? 'down' : 'up', at: n, text: `thing number ${n}\nof a.b` },
      tags: n % 50 === 0 ? ['rare', 'common'] : ['common'],
    })),
  );
});
afterAll(() => test.dispose());

const plan = async (command: object): Promise<unknown> => {
  const { queryPlanner } = await test.db.command({ explain: command, verbosity: 'queryPlanner' });
  return (queryPlanner as { winningPlan: unknown }).winningPlan;
};
const byIndex = (indexName: string) => ({
  stage: 'FETCH',
  inputStage: { stage: 'IXSCAN', indexName },
});

describe('explain', () => {
  it.each([
    [{ find: 'things', filter: { state: 'up' }, sort: { at: 1 } }, byIndex('state_1_at_-1')],
    [{ find: 'things', filter: { n: 1 } }, { stage: 'COLLSCAN' }],
    [
      { find: 'things', filter: { state: 'up' }, sort: { n: 1 } },
      { stage: 'SORT', inputStage: byIndex('state_1_at_-1') },
    ],
    [{ count: 'things', query: { state: 'up' } }, byIndex('state_1_at_-1')],
    [{ aggregate: 'things', pipeline: [{ $match: { _id: 1 } }], cursor: {} }, byIndex('_id_')],
    [
      { update: 'things', updates: [{ q: { state: 'x' }, u: { $set: { n: 1 } }, multi: true }] },
      byIndex('state_1_at_-1'),
    ],
    [{ delete: 'things', deletes: [{ q: { n: 5 }, limit: 0 }] }, { stage: 'COLLSCAN' }],
    [{ findAndModify: 'things', query: { _id: 1 }, remove: true }, byIndex('_id_')],
    [{ find: 'nothing', filter: {} }, { stage: 'EOF' }],
  ])('says how documents would be found: %j', async (command, expected) => {
    expect(await plan(command)).toEqual(expected);
  });

  it('refuses what finds none, and does nothing', async () => {
    await expect(plan({ insert: 'things', documents: [{}] })).rejects.toThrow('unknown command');
    expect(await test.db.collection('things').countDocuments()).toBe(700);
  });
});

describe('lists with a limit', () => {
  const ids = async (filter: object, limit = 20) => {
    const found = await test.db
      .collection('things')
      .find(filter)
      .sort({ state: 1, at: -1 })
      .limit(limit)
      .toArray();
    return found.map(({ n }) => Number(n));
  };
  const all = Array.from({ length: 700 }, (_, n) => n);
  const inOrder = (isMeant: (n: number) => boolean, limit = 20) =>
    all
      .filter(isMeant)
      .sort((a, b) => Number(a % 7 !== 0) - Number(b % 7 !== 0) || b - a)
      .slice(0, limit);

  it.each<[string, object, (n: number) => boolean]>([
    ['few by a tag', { tags: 'rare' }, (n) => n % 50 === 0],
    ['many by a tag', { tags: 'common' }, () => true],
    ['few by a text', { text: { $regex: 'number 69' } }, (n) => `${n}`.startsWith('69')],
    ['many by a text', { text: { $regex: 'thing' } }, () => true],
    ['none by a text', { text: { $regex: 'a\\.c' } }, () => false],
    ['a text that begins', { text: { $regex: '^thing number 7' } }, (n) => `${n}`.startsWith('7')],
    ['a choice of letters', { text: { $regex: 'number 1[23]' } }, (n) => /^1[23]/.test(`${n}`)],
    ['what may be missing', { text: { $regex: 'numberx? 5' } }, (n) => `${n}`.startsWith('5')],
    ['any case', { text: { $regex: 'NUMBER 4', $options: 'i' } }, (n) => `${n}`.startsWith('4')],
    [
      'a text and more',
      { text: { $regex: 'number 2' }, state: 'down' },
      (n) => n % 7 === 0 && `${n}`.startsWith('2'),
    ],
  ])('find %s, in the order that is wanted', async (_what, filter, isMeant) => {
    expect(await ids(filter)).toEqual(inOrder(isMeant));
  });

  it('count keys where these are all that is meant, and documents where not', async () => {
    const count = async (query: object) =>
      Number((await test.db.command({ count: 'things', query }))['n']);
    expect(await count({ state: 'down' })).toBe(100);
    expect(await count({ state: { $in: ['down', 'up'] } })).toBe(700);
    expect(await count({ state: 'down', n: { $lt: 70 } })).toBe(10);
    expect(await count({ tags: 'common' })).toBe(700);
    expect(await count({ state: 'none' })).toBe(0);
  });
});
