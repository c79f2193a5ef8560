import fc from 'fast-check';
import type { Document } from './oracle.ts';

const ids = fc.integer({ min: 0, max: 20 }).map((number) => `t${String(number).padStart(2, '0')}`);
const states = fc.constantFrom('pending', 'up', 'down');
const numbers = fc.oneof(fc.integer({ min: -3, max: 6 }), fc.constantFrom(0.5, 2.5, Number.NaN));
const dates = fc.integer({ min: 0, max: 12 }).map((number) => new Date(number * 60_000));
const tags = fc.constantFrom('a', 'b', 'ä');
const entries = fc.record({ at: dates, v: numbers }, { noNullPrototype: true });

/** A small target-like document, with missing fields, nulls and arrays. */
export const document: fc.Arbitrary<Document> = fc.record(
  {
    _id: ids,
    state: states,
    n: fc.oneof(numbers, fc.constant(null)),
    at: dates,
    tags: fc.array(tags, { minLength: 1, maxLength: 3 }),
    last: fc.record(
      { ms: numbers, ok: fc.boolean() },
      { requiredKeys: ['ok'], noNullPrototype: true },
    ),
    log: fc.array(entries, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['_id', 'state'], noNullPrototype: true },
);

/** Fields and values that filters ask for. */
const operands: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  _id: ids,
  state: states,
  n: fc.oneof(numbers, fc.constant(null)),
  at: dates,
  tags,
  'last.ms': numbers,
  'last.ok': fc.boolean(),
  'log.v': numbers,
  'log.at': dates,
};

const condition: fc.Arbitrary<Document> = fc
  .constantFrom(...Object.keys(operands))
  .chain((name) => conditionOn(name, operands[name] ?? numbers));

function conditionOn(name: string, operand: fc.Arbitrary<unknown>): fc.Arbitrary<Document> {
  const range = fc.tuple(
    fc.constantFrom('$gt', '$gte'),
    operand,
    fc.constantFrom('$lt', '$lte'),
    operand,
  );
  return fc.oneof(
    operand.map((value) => ({ [name]: value })),
    operand.map((value) => ({ [name]: { $ne: value } })),
    fc.tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte'), operand).map(([operator, value]) => ({
      [name]: { [operator]: value },
    })),
    range.map(([low, from, high, to]) => ({ [name]: { [low]: from, [high]: to } })),
    fc.array(operand, { maxLength: 4 }).map((list) => ({ [name]: { $in: list } })),
    fc.array(operand, { maxLength: 3 }).map((list) => ({ [name]: { $nin: list } })),
    fc.boolean().map((exists) => ({ [name]: { $exists: exists } })),
  );
}

export const filter: fc.Arbitrary<Document> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .array(condition, { maxLength: 3 })
      .map((parts) => Object.assign({}, ...parts) as Document),
  },
  {
    weight: 1,
    arbitrary: fc.array(condition, { minLength: 1, maxLength: 3 }).map(($or) => ({ $or })),
  },
  {
    weight: 1,
    arbitrary: fc.array(condition, { minLength: 1, maxLength: 3 }).map(($and) => ({ $and })),
  },
);

/** A sort that ends with _id, so that one order is right; at most one field of it is an array. */
export const sort: fc.Arbitrary<Record<string, 1 | -1>> = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom('state', 'n', 'at', 'last.ms'), { maxLength: 2 }),
    fc.option(fc.constantFrom('tags', 'log.v'), { nil: undefined }),
    fc.array(fc.constantFrom<1 | -1>(1, -1), { minLength: 4, maxLength: 4 }),
  )
  .map(([fields, array, directions]) => {
    const names = [...fields, ...(array === undefined ? [] : [array]), '_id'];
    return Object.fromEntries(names.map((name, position) => [name, directions[position] ?? 1]));
  });

/** Updates that fit every document; each touches its own fields. */
export const update: fc.Arbitrary<Document> = fc
  .uniqueArray(
    fc.oneof(
      states.map((state) => ['$set', 'state', state] as const),
      dates.map((at) => ['$max', 'at', at] as const),
      numbers.map((ms) => ['$set', 'last.ms', ms] as const),
      fc.constant(['$unset', 'n', ''] as const),
      numbers.map((n) => ['$min', 'n', n] as const),
      fc.integer({ min: -2, max: 2 }).map((by) => ['$inc', 'count', by] as const),
      fc
        .tuple(fc.array(entries, { maxLength: 3 }), fc.integer({ min: -3, max: 3 }))
        .map(([$each, $slice]) => ['$push', 'log', { $each, $slice }] as const),
      numbers.map((v) => ['$pull', 'log', { v }] as const),
      dates.map((at) => ['$pull', 'log', { at: { $lt: at } }] as const),
      tags.map((tag) => ['$addToSet', 'tags', tag] as const),
    ),
    { minLength: 1, maxLength: 3, selector: ([, path]) => path },
  )
  .map((changes) => {
    const result: Record<string, Document> = {};
    for (const [operator, path, operand] of changes) {
      result[operator] = { ...result[operator], [path]: operand };
    }
    return result;
  });

/** Indexes as the product has them. Each run takes some. */
export const indexes = fc.subarray([
  { key: { state: 1, at: -1 } },
  { key: { at: 1 } },
  { key: { n: -1, _id: 1 } },
  { key: { tags: 1 } },
  { key: { 'log.v': 1, 'log.at': -1 } },
  { key: { 'last.ms': -1 }, sparse: true },
  { key: { n: 1 }, name: 'n_up', partialFilterExpression: { state: 'up' } },
  { key: { at: 1 }, name: 'recent', partialFilterExpression: { n: { $gte: 2 } } },
] as const);
