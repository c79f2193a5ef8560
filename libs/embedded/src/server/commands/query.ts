import { BsonType, field, fieldsOf, itemsOf, type RawValue } from '../bson/raw-value.ts';
import { isNumber, numberOf, textOf } from '../bson/scalars.ts';
import { ServerError } from '../bson/errors.ts';
import { parseStrictPath } from '../paths.ts';
import { matches, type Condition } from '../query/condition.ts';
import { literalOf } from '../query/literal.ts';
import { plan, type Plan } from '../execution/planner.ts';
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
  const chosen = settled(database, planOf(collection, query));
  const expected = chosen.isSorted ? Math.min(wanted, defaultExpected) : Infinity;
  const few = limit === Infinity ? undefined : rowsByText(database, collection, condition);
  const rows = few ?? scan({ database, collection, plan: chosen, condition, expected });
  const ordered =
    chosen.isSorted && !few ? rows : sorted(rows, (row) => row.document, sort, wanted);
  yield* window(ordered, skip, limit);
}

/** More documents than this are not fetched and sorted for a few of them: they are read in order. */
const fewEnough = 500;

/**
 * The rows that meet a condition which looks for a text in a field that an index begins with, where these are few: the
 * text is looked for in the keys, and no other document is read. Undefined where there is no such index, or too many.
 */
function rowsByText(
  database: Database,
  collection: Collection,
  condition: Condition,
): Stream<Row> | undefined {
  for (const one of condition.kind === 'and' ? condition.of : [condition]) {
    if (one.kind !== 'regex') continue;
    const text = literalOf(one.pattern);
    const index = collection.indexes.find(
      ({ fields, isMultikey, isSparse, partialCondition }) =>
        !isMultikey &&
        !isSparse &&
        partialCondition === undefined &&
        fields[0]?.direction === 1 &&
        fields[0].path.text === one.path.text,
    );
    // A zero is written otherwise in keys than in documents.
    if (index === undefined || text === '' || text.includes('\0')) continue;
    const found = database
      .statement(index.sql.holding)
      .all(Buffer.from(text), fewEnough + 1)
      .map(({ row }) => Number(row));
    if (found.length <= fewEnough) return rowsOf(collection, found, condition);
  }
  return undefined;
}

function* rowsOf(
  collection: Collection,
  ids: readonly number[],
  condition: Condition,
): Stream<Row> {
  for (const id of ids) {
    const document = collection.read(id);
    if (document !== undefined && matches(condition, document)) yield { id, document };
  }
}

/** The plan that is carried out, once it is known how much the one that narrows most finds. */
function settled(database: Database, chosen: Plan): Plan {
  if (chosen.inOrder === undefined) return chosen;
  return countKeys(database, chosen, fewEnough + 1) > fewEnough ? chosen.inOrder : chosen;
}

/** How many keys of its index a plan reads, counted up to `most`; no document is read. */
export function countKeys(database: Database, { index, intervals }: Plan, most: number): number {
  let found = 0;
  if (index === undefined) return most;
  for (const { low, high } of intervals) {
    const counted = database.statement(index.sql.countWithin).get(low, high, most - found);
    found += Number(counted?.['size']);
    if (found >= most) return most;
  }
  return found;
}

/** How the rows of a query are found. */
export function planOf(
  collection: Collection,
  { condition, sort, limit, hint }: Omit<Query, 'skip'>,
): Plan {
  return plan({
    collection,
    condition,
    sort,
    hasLimit: limit !== Infinity,
    hint: resolveHint(collection, hint),
  });
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
