import type { SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { documentFrom, type RawValue } from '../bson/raw-value.ts';
import { ServerError } from '../bson/errors.ts';
import { asBuffer, type Collection, type Index } from '../storage/collection.ts';
import type { Database } from '../storage/database.ts';
import type { Interval } from './bounds.ts';
import { matches, type Condition } from '../query/condition.ts';
import type { Plan } from './planner.ts';

/** A stored document and where it is stored. */
export interface Row {
  readonly id: number;
  readonly document: RawValue;
}

/**
 * Items one by one. An `undefined` is a breath: nothing yet, and a good moment to let others work.
 * Between breaths a stream holds no statement open, so writes may happen meanwhile.
 */
export type Stream<T> = Generator<T | undefined, void>;

const largestChunk = 256;
const chunkBytes = 4 * 1024 * 1024;

export interface ScanRequest {
  readonly database: Database;
  readonly collection: Collection;
  readonly plan: Plan;
  readonly condition: Condition;
  /** How many rows will probably be wanted: the size of the first read. */
  readonly expected: number;
}

/** The rows of a plan that meet the condition. */
export function* scan(request: ScanRequest): Stream<Row> {
  const rows = request.plan.index === undefined ? scanTable(request) : scanIndex(request);
  for (const row of rows) {
    if (row === undefined) {
      yield undefined;
      refuseDropped(request);
    } else if (matches(request.condition, row.document)) yield row;
  }
}

function* scanTable({ database, collection, expected }: ScanRequest): Stream<Row> {
  let last = 0;
  for (let size = firstSize(expected); ; size = grow(size)) {
    const { entries, isLast } = readChunk(
      database.statement(collection.sql.scan),
      [last, size],
      size,
    );
    for (const { row } of entries) {
      last = row.id;
      yield row;
    }
    if (isLast) return;
    yield undefined;
  }
}

function* scanIndex(request: ScanRequest): Stream<Row> {
  const { index, intervals, arePoints } = request.plan;
  if (index === undefined) return;
  // One document has several keys in a multikey index, but is found once.
  const seen = index.isMultikey ? new Set<number>() : undefined;
  for (const [position, interval] of intervals.entries()) {
    if (position % largestChunk === largestChunk - 1) yield undefined;
    const rows = arePoints
      ? readPoint(request.database, index, interval)
      : scanInterval(request, index, interval);
    for (const row of rows) {
      if (row !== undefined && seen?.has(row.id) === true) continue;
      if (row !== undefined) seen?.add(row.id);
      yield row;
    }
  }
}

function readPoint(database: Database, { sql }: Index, { low }: Interval): Row[] {
  const found = database.statement(sql.point).get(low);
  return found === undefined ? [] : [rowOf(found)];
}

function* scanInterval(
  { database, plan, expected }: ScanRequest,
  { sql }: Index,
  { low, high }: Interval,
): Stream<Row> {
  const statement = database.statement(plan.isReverse ? sql.backward : sql.forward);
  const end = plan.isReverse ? low : high;
  let key = plan.isReverse ? high : low;
  let last = beforeAllRows;
  for (let size = firstSize(expected); ; size = grow(size)) {
    const { entries, isLast } = readChunk(statement, [key, last, end, size], size);
    for (const entry of entries) {
      key = entry.key;
      last = entry.row.id;
      yield entry.row;
    }
    if (isLast) return;
    yield undefined;
  }
}

interface Entry {
  readonly row: Row;
  readonly key: Buffer;
}

const beforeAllRows = -1;
const noKey = Buffer.alloc(0);

/** Reads at most `size` rows, and fewer when they are large. */
function readChunk(
  statement: StatementSync,
  parameters: SQLInputValue[],
  size: number,
): { entries: Entry[]; isLast: boolean } {
  const entries: Entry[] = [];
  let bytes = 0;
  for (const found of statement.iterate(...parameters)) {
    const row = rowOf(found);
    const key = found['key'];
    entries.push({ row, key: key instanceof Uint8Array ? asBuffer(key) : noKey });
    bytes += row.document.end;
    if (bytes > chunkBytes) return { entries, isLast: false };
  }
  return { entries, isLast: entries.length < size };
}

function rowOf({ row, doc }: Record<string, SQLOutputValue>): Row {
  if (!(doc instanceof Uint8Array)) throw new Error(`Row ${String(row)} has no document.`);
  return { id: Number(row), document: documentFrom(asBuffer(doc)) };
}

function firstSize(expected: number): number {
  return Math.max(1, Math.min(expected, largestChunk));
}

function grow(size: number): number {
  return Math.min(size * 4, largestChunk);
}

function refuseDropped({ collection, plan: { index } }: ScanRequest): void {
  if (collection.isDropped) {
    throw new ServerError(
      175,
      `The collection ${collection.namespace} was dropped during the query.`,
    );
  }
  if (index !== undefined && !collection.indexes.includes(index)) {
    throw new ServerError(175, `The index ${index.name} was dropped during the query.`);
  }
}
