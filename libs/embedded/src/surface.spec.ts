import type { Document } from 'bson';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawCommand } from './testing/raw-command.ts';
import { startTestServer, type TestServer } from './testing/server.ts';
import {
  accumulators,
  aggregationStages,
  commandAliases,
  commands,
  queryOperators,
  updateOperators,
} from './surface.ts';

let test: TestServer;

beforeAll(async () => {
  test = await startTestServer();
  await test.db.collection('things').insertOne({ n: 1 });
});
afterAll(() => test.dispose());

/** The code with which a command is refused, or 0. */
async function codeOf(command: Document): Promise<number> {
  const { code = 0 } = await rawCommand(test.server.port, command);
  return code as number;
}

/** Commands, operators and stages of MongoDB that this server does not have. */
const foreign = {
  commands: ['distinct', 'mapReduce', 'collMod', 'renameCollection', 'validate', 'bulkWrite'],
  query: [
    '$not',
    '$nor',
    '$elemMatch',
    '$all',
    '$size',
    '$mod',
    '$type',
    '$expr',
    '$where',
    '$text',
  ],
  update: ['$mul', '$rename', '$pop', '$pullAll', '$bit', '$currentDate'],
  stages: [
    '$lookup',
    '$unwind',
    '$facet',
    '$addFields',
    '$set',
    '$merge',
    '$out',
    '$count',
    '$sample',
  ],
  accumulators: ['$push', '$addToSet', '$first', '$last', '$count', '$stdDevPop', '$median'],
};

describe('the surface', () => {
  it('has a command behind each of its names', async () => {
    for (const name of [...Object.keys(commands), ...Object.keys(commandAliases)]) {
      if (name === 'drop' || name === 'dropDatabase') continue;
      expect(await codeOf({ [name]: 'things' }), name).not.toBe(59);
    }
  });

  it('knows each of its operators', async () => {
    const lists = ['$in', '$nin', '$and', '$or'];
    for (const operator of queryOperators) {
      const operand = lists.includes(operator) ? [{ n: 1 }] : 'x';
      const isTopLevel = operator === '$and' || operator === '$or';
      const condition =
        operator === '$options' ? { $regex: 'x', $options: 'i' } : { [operator]: operand };
      const filter = isTopLevel ? { [operator]: operand } : { n: condition };
      expect(await codeOf({ find: 'things', filter }), operator).toBe(0);
    }
    for (const operator of updateOperators) {
      const list = ['$push', '$addToSet', '$pull'].includes(operator);
      const u = { [operator]: { [list ? 'items' : 'm']: 1 } };
      const reply = await rawCommand(test.server.port, {
        update: 'things',
        updates: [{ q: {}, u }],
      });
      expect(reply, operator).toEqual({ n: 1, nModified: expect.any(Number) as number, ok: 1 });
    }
  });

  it('knows each of its stages and accumulators', async () => {
    const operands: Record<(typeof aggregationStages)[number], unknown> = {
      $match: {},
      $sort: { n: 1 },
      $skip: 1,
      $limit: 1,
      $project: { n: 1 },
      $group: { _id: null },
    };
    const run = (stage: Document): Promise<number> =>
      codeOf({ aggregate: 'things', pipeline: [stage], cursor: {} });
    for (const stage of aggregationStages)
      expect(await run({ [stage]: operands[stage] }), stage).toBe(0);
    for (const name of accumulators) {
      expect(await run({ $group: { _id: null, figure: { [name]: '$n' } } }), name).toBe(0);
    }
    for (const stage of foreign.stages) expect(await run({ [stage]: {} }), stage).toBe(40324);
    for (const name of foreign.accumulators) {
      expect(await run({ $group: { _id: null, figure: { [name]: '$n' } } }), name).toBe(15952);
    }
  });

  it('refuses the rest of MongoDB and ignores nothing', async () => {
    for (const name of foreign.commands) expect(await codeOf({ [name]: 'things' }), name).toBe(59);
    for (const operator of foreign.query) {
      expect(await codeOf({ find: 'things', filter: { n: { [operator]: 1 } } }), operator).toBe(2);
      expect(await codeOf({ find: 'things', filter: { [operator]: [{}] } }), operator).toBe(2);
    }
    for (const operator of foreign.update) {
      const update = { [operator]: { n: 1 } };
      expect(await codeOf({ findAndModify: 'things', update }), operator).toBe(9);
    }
    for (const path of ['a.$', 'a.$[]', 'a.$[x].n']) {
      expect(await codeOf({ findAndModify: 'things', update: { $set: { [path]: 1 } } }), path).toBe(
        238,
      );
    }
    for (const modifier of ['$sort', '$position']) {
      const update = { $push: { items: { $each: [1], [modifier]: 1 } } };
      expect(await codeOf({ findAndModify: 'things', update }), modifier).toBe(2);
    }
  });

  it('refuses options that it does not have', async () => {
    const options = { collation: { locale: 'de' }, let: {}, tailable: true, returnKey: true };
    for (const [name, value] of Object.entries(options)) {
      expect(await codeOf({ find: 'things', [name]: value }), name).toBe(40415);
    }
    const statement = { q: {}, u: { $set: { n: 1 } }, arrayFilters: [] };
    expect(await codeOf({ update: 'things', updates: [statement] })).toBe(40415);
    expect(await codeOf({ create: 'other', capped: true })).toBe(40415);
  });
});
