import { BsonType, field, fieldsOf, itemsOf, type RawValue } from '../bson/raw-value.ts';
import { isNumber, numberOf, textOf } from '../bson/scalars.ts';
import { ServerError } from '../bson/errors.ts';
import { parseStrictPath } from '../paths.ts';
import type { Condition } from '../query/condition.ts';
import { plan } from '../execution/planner.ts';
import { scan, type Row, type Stream } from '../execution/scan.ts';
import { sorted } from '../execution/sort.ts';
import type { Collection, Index } from '../storage/collection.ts';
import type { Database } from '../storage/database.ts';
import type { KeyField } from '../storage/index-keys.ts';

export interface Query {
  readonly condition: Condition;
  readonly sort: readonly KeyField[];
  readonly skip: number;
  /** Infinity for all. */
  readonly limit: number;
  readonly hint: RawValue | undefined;
}

const defaultExpected = 32;

/** The rows that a query finds, in its order. */
export function* findRows(
  database: Database,
  collection: Collection | undefined,
  query: Query,
): Stream<Row> {
  if (collection === undefined) return;
  const { condition, sort, skip, limit } = query;
  const wanted = skip + limit;
  const chosen = plan({
    collection,
    condition,
    sort,
    hasLimit: limit !== Infinity,
    hint: resolveHint(collection, query.hint),
  });
  const expected = chosen.isSorted ? Math.min(wanted, defaultExpected) : Infinity;
  const rows = scan({ database, collection, plan: chosen, condition, expected });
  const ordered = chosen.isSorted ? rows : sorted(rows, (row) => row.document, sort, wanted);
  yield* window(ordered, skip, limit);
}

/** Leaves out the first `skip` items and ends after `limit` more. */
export function* window<T>(items: Stream<T>, skip: number, limit: number): Stream<T> {
  if (limit === 0) return;
  let position = 0;
  for (const item of items) {
    if (item === undefined) {
      yield undefined;
      continue;
    }
    position += 1;
    if (position > skip) yield item;
    if (position >= skip + limit) return;
  }
}

/** The fields of a sort document. Throws 15975 for directions other than 1 and -1. */
export function parseSort(sort: RawValue): KeyField[] {
  return fieldsOf(sort).map(({ name, value }) => {
    const direction = isNumber(value) ? numberOf(value) : 0;
    if (direction !== 1 && direction !== -1) {
      throw new ServerError(
        15975,
        '$sort key ordering must be 1 (for ascending) or -1 (for descending)',
      );
    }
    return { path: parseStrictPath(name), direction };
  });
}

function resolveHint(collection: Collection, hint: RawValue | undefined): Index | null | undefined {
  if (hint === undefined || isEmpty(hint)) return undefined;
  if (hint.type === BsonType.object && field(hint, '$natural') !== undefined) return null;
  const found = collection.indexes.find((index) =>
    hint.type === BsonType.string
      ? index.name === textOf(hint)
      : samePattern(index.keyPattern, hint),
  );
  if (found === undefined) {
    throw new ServerError(
      2,
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    );
  }
  return found;
}

function isEmpty(hint: RawValue): boolean {
  return hint.type === BsonType.object && itemsOf(hint).length === 0;
}

/** Whether two key patterns name the same fields in the same order and direction. */
export function samePattern(a: RawValue, b: RawValue): boolean {
  const left = fieldsOf(a);
  const right = fieldsOf(b);
  return (
    left.length === right.length &&
    left.every(({ name, value }, position) => {
      const other = right[position];
      return (
        other?.name === name && isNumber(other.value) && numberOf(other.value) === numberOf(value)
      );
    })
  );
}
