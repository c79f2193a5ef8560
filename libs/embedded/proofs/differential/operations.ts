import type { Random } from '../random.ts';
import { fieldName, filter, filterOfOne, projection, totalSort } from './filters.ts';
import { update } from './updates.ts';
import * as values from './values.ts';

type Document = Record<string, unknown>;

/** One command, and whether its documents come in an order that is ours to expect. */
export interface Operation {
  readonly command: Document;
  readonly isOrdered: boolean;
}

const collection = 'things';

/** The commands that begin a round: an empty collection with some indexes of the product's kinds. */
export function preparation(random: Random): Operation[] {
  const indexes = random
    .shuffle([
      { key: { status: 1, at: -1 }, name: 'status_at' },
      { key: { at: 1 }, name: 'at' },
      { key: { tags: 1 }, name: 'tags' },
      { key: { 'log.v': 1, 'log.at': -1 }, name: 'log' },
      { key: { 'last.ms': -1 }, name: 'ms', sparse: true },
      { key: { odd: 1 }, name: 'odd' },
      { key: { n: -1, _id: 1 }, name: 'n_id' },
      {
        key: { 'alert.key': 1 },
        name: 'open_alert',
        unique: true,
        partialFilterExpression: { 'alert.open': true },
      },
      {
        key: { status: 1, n: 1 },
        name: 'recent',
        partialFilterExpression: { at: { $gte: values.date(random) } },
      },
    ])
    .slice(0, random.below(8));
  const unique = { key: { url: 1 }, name: 'url', unique: true };
  return [
    { command: { drop: collection }, isOrdered: true },
    { command: { create: collection }, isOrdered: true },
    { command: { createIndexes: collection, indexes: [unique, ...indexes] }, isOrdered: true },
  ];
}

/** Reads everything back, in the order of _id. */
export function readAll(): Operation {
  return {
    command: { find: collection, filter: {}, sort: { _id: 1 }, batchSize: 10_000 },
    isOrdered: true,
  };
}

export function operation(random: Random): Operation {
  const makers = [insert, insert, updates, updates, updates, remove, find, find, find];
  const more = [findAndModify, findAndModify, aggregate, count];
  const all = [...makers, ...more];
  return (all[random.below(all.length)] ?? find)(random);
}

function insert(random: Random): Operation {
  const documents = random.list(random.below(4) + 1, () => values.document(random));
  return unordered({ insert: collection, documents, ordered: random.chance(0.5) });
}

function updates(random: Random): Operation {
  const statements = random.list(random.below(4) + 1, () => {
    const multi = random.chance(0.3);
    const upsert = !multi && random.chance(0.3);
    if (!upsert) {
      return { q: multi ? filter(random) : filterOfOne(random), u: update(random), multi };
    }
    return { ...upsertion(random), upsert };
  });
  return unordered({ update: collection, updates: statements, ordered: random.chance(0.5) });
}

/** The _id is always given, because servers would make different ones. */
function upsertion(random: Random): { q: Document; u: Document } {
  const extra = random.chance(0.3) ? { status: values.status(random) } : {};
  if (random.chance(0.6)) return { q: { _id: values.id(random), ...extra }, u: update(random) };
  const u = update(random) as Record<string, Document>;
  return {
    q: { url: values.url(random), ...extra },
    u: { ...u, $setOnInsert: { ...u['$setOnInsert'], _id: values.id(random) } },
  };
}

function remove(random: Random): Operation {
  const one = random.chance(0.6);
  const q = one ? filterOfOne(random) : { ...filter(random), ...filterOfOne(random) };
  return unordered({ delete: collection, deletes: [{ q, limit: one ? 1 : 0 }] });
}

function find(random: Random): Operation {
  const isOrdered = random.chance(0.6);
  return {
    isOrdered,
    command: {
      find: collection,
      filter: filter(random),
      ...(isOrdered ? { sort: totalSort(random) } : {}),
      ...(isOrdered && random.chance(0.4) ? { limit: random.below(6) + 1 } : {}),
      ...(isOrdered && random.chance(0.2) ? { skip: random.below(5) } : {}),
      ...(random.chance(0.3) ? { projection: projection(random) } : {}),
      batchSize: 10_000,
    },
  };
}

function findAndModify(random: Random): Operation {
  const isRemoval = random.chance(0.2);
  const withSort = random.chance(0.4);
  const query = withSort
    ? { query: filter(random), sort: totalSort(random) }
    : { query: filterOfOne(random) };
  if (isRemoval) return unordered({ findAndModify: collection, ...query, remove: true });
  if (!withSort && random.chance(0.3)) {
    const { q, u } = upsertion(random);
    return unordered({
      findAndModify: collection,
      query: q,
      update: u,
      upsert: true,
      new: random.chance(0.5),
    });
  }
  return unordered({
    findAndModify: collection,
    ...query,
    update: update(random),
    new: random.chance(0.5),
    ...(random.chance(0.2) ? { fields: projection(random) } : {}),
  });
}

function aggregate(random: Random): Operation {
  const match = { $match: filter(random) };
  if (random.chance(0.4)) {
    const pipeline = [match, { $sort: totalSort(random) }, { $limit: random.below(8) + 1 }];
    const last = random.chance(0.5) ? [{ $project: projection(random) }] : [];
    return {
      isOrdered: true,
      command: {
        aggregate: collection,
        pipeline: [...pipeline, ...last],
        cursor: { batchSize: 10_000 },
      },
    };
  }
  const keys = [
    null,
    '$status',
    '$last.outcome',
    '$n',
    '$odd',
    { s: '$status', o: '$last.outcome' },
  ] as const;
  const figure = (): string => `$${random.pick(['n', 'last.ms', 'at', 'no.such'])}`;
  const operand = (): string => (random.chance(0.2) ? '$odd' : figure());
  const $group = {
    _id: random.pick(keys),
    count: { $sum: 1 },
    sum: { $sum: figure() },
    least: { $min: operand() },
    most: { $max: operand() },
    mean: { $avg: figure() },
  };
  return unordered({
    aggregate: collection,
    pipeline: [match, { $group }],
    cursor: { batchSize: 10_000 },
  });
}

function count(random: Random): Operation {
  const query = random.chance(0.3)
    ? {}
    : { [fieldName(random)]: { $exists: true }, ...filter(random) };
  return unordered({ count: collection, query });
}

function unordered(command: Document): Operation {
  return { command, isOrdered: false };
}
