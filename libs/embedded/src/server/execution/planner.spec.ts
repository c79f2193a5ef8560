import type { Document } from 'bson';
import { describe, expect, it } from 'vitest';
import { rawDocument } from '../../testing/raw.ts';
import { parseSort } from '../commands/query.ts';
import type { Collection, Index } from '../storage/collection.ts';
import { parseIndexDefinition } from '../storage/index-definition.ts';
import { indexSql } from '../storage/sql.ts';
import { compileFilter } from '../query/filter.ts';
import { plan, type Plan } from './planner.ts';

function index(key: Document, options: Document = {}, isMultikey = false): Index {
  const name = Object.entries(key).flat().join('_');
  const definition = parseIndexDefinition(rawDocument({ key, name, ...options }));
  return { ...definition, id: 1, table: 'i1', sql: indexSql('i1', 'c1'), isMultikey };
}

const stateAt = index({ state: 1, at: -1 });
const at = index({ at: 1 });
const sparse = index({ opt: 1 }, { sparse: true });
const open = index({ key: 1 }, { partialFilterExpression: { open: true, n: { $gte: 3 } } });
const tags = index({ tags: 1 }, {}, true);
const log = index({ 'log.v': 1, 'log.at': 1 }, {}, true);

function planFor(indexes: Index[], filter: Document, sort: Document = {}, hasLimit = false): Plan {
  return plan({
    collection: { indexes } as unknown as Collection,
    condition: compileFilter(rawDocument(filter)),
    sort: parseSort(rawDocument(sort)),
    hasLimit,
    hint: undefined,
  });
}

describe('the planner', () => {
  it.each<[string, Index | undefined, Document, Document?]>([
    ['equality on the first field', stateAt, { state: 'up' }],
    ['equality and range', stateAt, { state: 'up', at: { $gt: 5 } }],
    ['a range on the other index', at, { at: { $gt: 5 } }],
    ['a sort alone', at, {}, { at: -1 }],
    ['nothing that fits', undefined, { other: 1 }],
    ['an existing sparse field', sparse, { opt: { $gt: 5 } }],
    ['a sparse field that may be missing', undefined, { opt: null }],
    ['a filter within the partial one', open, { key: 'a', open: true, n: { $gt: 3 } }],
    ['a filter wider than the partial one', undefined, { key: 'a', open: true, n: { $gte: 2 } }],
    ['a filter without the partial one', undefined, { key: 'a' }],
    ['conditions inside $and', stateAt, { $and: [{ state: 'up' }, { at: 5 }] }],
    ['alternatives', undefined, { $or: [{ state: 'up' }, { at: 5 }] }],
  ])('%s', (_, expected, filter, sort) => {
    expect(planFor([stateAt, at, sparse, open], filter, sort).index?.name).toBe(expected?.name);
  });

  it('prefers one key of a unique index to all others, but not several', () => {
    const unique = index({ u: 1 }, { unique: true });
    const chosenFor = (filter: Document): string | undefined =>
      planFor([stateAt, unique], { state: 'up', at: 5, ...filter }).index?.name;
    expect(chosenFor({ u: 1 })).toBe(unique.name);
    expect(chosenFor({ u: { $in: [1, 2] } })).toBe(stateAt.name);
    expect(chosenFor({ u: { $gt: 1 } })).toBe(stateAt.name);
  });

  it('knows when it reads single documents', () => {
    const unique = index({ u: 1 }, { unique: true });
    const pair = index({ a: 1, b: 1 }, { unique: true });
    const arePoints = (filter: Document): boolean => planFor([at, unique, pair], filter).arePoints;
    const many = Array.from({ length: 5000 }, (_, number) => number);
    expect(arePoints({ u: 1 })).toBe(true);
    expect(arePoints({ u: { $in: [1, 2] } })).toBe(true);
    expect(arePoints({ a: 1, b: { $in: [1, 2] } })).toBe(true);
    expect(arePoints({ a: 1 })).toBe(false);
    expect(arePoints({ a: 1, b: { $gt: 1 } })).toBe(false);
    expect(arePoints({ at: 1 })).toBe(false);
    expect(arePoints({ u: { $in: many } })).toBe(false);
  });

  it('sorts by the index after its equal fields, in either direction', () => {
    for (const [direction, isReverse] of [
      [-1, false],
      [1, true],
    ] as const) {
      const chosen = planFor([stateAt], { state: 'up' }, { at: direction }, true);
      expect(chosen).toMatchObject({ isSorted: true, isReverse });
    }
    expect(planFor([stateAt], { state: { $in: ['up', 'down'] } }, { at: -1 }).isSorted).toBe(false);
    expect(planFor([stateAt], {}, { state: 1, at: 1 }).isSorted).toBe(false);
    expect(planFor([tags], { tags: 'a' }, { tags: 1 }).isSorted).toBe(false);
  });

  it('reads each of several values once, in their order', () => {
    const { intervals } = planFor([at], { at: { $in: [5, 3, 5] } });
    expect(intervals).toHaveLength(2);
    expect(intervals[0]?.low.compare(intervals[1]?.low ?? Buffer.alloc(0))).toBe(-1);
  });

  it('intersects the ends of a range, but not where arrays are', () => {
    const width = (indexes: Index[], name: string): string[] => {
      const { intervals } = planFor(indexes, { [name]: { $gt: 3, $lt: 5 } });
      return intervals.map(({ low, high }) => `${low.toString('hex')}-${high.toString('hex')}`);
    };
    const whole = planFor([tags], { tags: { $gt: 3 } }).intervals[0];
    expect(width([tags], 'tags')).toEqual([
      `${String(whole?.low.toString('hex'))}-${String(whole?.high.toString('hex'))}`,
    ]);
    expect(width([at], 'at')).not.toEqual(width([tags], 'tags'));
  });

  it('bounds one path only where two lead through one array', () => {
    const one = planFor([log], { 'log.v': 1 }).intervals;
    expect(planFor([log], { 'log.v': 1, 'log.at': 2 }).intervals).toEqual(one);
  });
});

it('names a plan in the order that is wanted, for when the one that narrows most finds many', () => {
  const many = planFor([tags, at], { tags: 'a' }, { at: 1 }, true);
  expect([many.index?.name, many.inOrder?.index?.name]).toEqual([tags.name, at.name]);
  expect(planFor([tags, at], { tags: 'a' }, { at: 1 }).inOrder).toBeUndefined();
  expect(planFor([at], { at: 5 }, { at: 1 }, true).inOrder).toBeUndefined();
});

it('knows when the keys that it reads are all that is meant', () => {
  const isExact = (indexes: Index[], filter: Document): boolean => planFor(indexes, filter).isExact;
  expect(isExact([stateAt], { state: 'up' })).toBe(true);
  expect(isExact([stateAt], { state: { $in: ['up', 'down'] } })).toBe(true);
  expect(isExact([stateAt], { state: 'up', at: 5 })).toBe(true);
  for (const filter of [
    { state: 'up', other: 1 },
    { state: 'up', at: { $gt: 5 } },
    { $and: [{ state: 'up' }, { state: 'down' }] },
    { state: { $ne: 'up' } },
  ]) {
    expect(isExact([stateAt], filter), JSON.stringify(filter)).toBe(false);
  }
  expect(isExact([tags], { tags: 'a' })).toBe(false);
  expect(isExact([sparse], { opt: 5 })).toBe(false);
});
