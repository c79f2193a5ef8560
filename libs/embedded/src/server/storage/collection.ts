import { documentFrom, type RawValue } from '../bson/raw-value.ts';
import { showDocument } from '../bson/show.ts';
import { BsonWriter } from '../bson/writer.ts';
import { ServerError } from '../bson/errors.ts';
import { matches } from '../query/condition.ts';
import { changedFields } from './changed-fields.ts';
import type { Database } from './database.ts';
import type { IndexDefinition } from './index-definition.ts';
import { keysOf, type DocumentKey } from './index-keys.ts';
import { collectionSql, type CollectionSql, type IndexSql } from './sql.ts';

/** An index that exists: its definition and its table. */
export interface Index extends IndexDefinition {
  readonly id: number;
  readonly table: string;
  readonly sql: IndexSql;
  /** Some document has had an array on one of the paths; never reset, as in MongoDB. */
  isMultikey: boolean;
}

/** A document before and after a change; one that is new or removed lacks a side. */
interface Versions {
  readonly before?: RawValue;
  readonly after?: RawValue;
}

interface IndexChange {
  readonly index: Index;
  readonly removed: readonly DocumentKey[];
  readonly added: readonly DocumentKey[];
  readonly isMultikey: boolean;
}

/** Documents whose size is looked at for an estimate. */
const SAMPLES = 64;
/** What SQLite takes for an entry beside its bytes: lengths, its row, its place in the page, and room that pages leave. */
const ENTRY_BYTES = 10;

/** The documents of one collection and their index entries, always changed together. */
export class Collection {
  readonly id: number;
  readonly namespace: string;
  readonly table: string;
  readonly sql: CollectionSql;
  /** The first is the index on _id. */
  readonly indexes: Index[];
  isDropped = false;
  readonly #database: Database;
  #nextRow: number;

  constructor(database: Database, id: number, namespace: string, indexes: Index[]) {
    this.#database = database;
    this.id = id;
    this.namespace = namespace;
    this.table = collectionTable(id);
    this.sql = collectionSql(this.table);
    this.indexes = indexes;
    const last = database.statement(this.sql.last).get()?.['last'];
    this.#nextRow = typeof last === 'number' ? last + 1 : 1;
  }

  /** Stores a new document. Throws 11000 when a unique index has one of its keys. */
  insert(document: RawValue): void {
    const row = this.#nextRow;
    this.#changeIndexes(row, this.indexes, { after: document });
    this.#database.statement(this.sql.insert).run(row, document.slice());
    this.#nextRow += 1;
  }

  /** Puts `after` in the place of `before`. Throws 11000 like {@link insert}. */
  replace(row: number, before: RawValue, after: RawValue): void {
    const changed = changedFields(before, after);
    const affected = this.indexes.filter(({ roots }) => roots.some((root) => changed.has(root)));
    this.#changeIndexes(row, affected, { before, after });
    this.#database.statement(this.sql.replace).run(after.slice(), row);
  }

  remove(row: number, document: RawValue): void {
    this.#changeIndexes(row, this.indexes, { before: document });
    this.#database.statement(this.sql.remove).run(row);
  }

  /** The document of a row, or `undefined` when it has been removed. */
  read(row: number): RawValue | undefined {
    const found = this.#database.statement(this.sql.read).get(row)?.['doc'];
    return found instanceof Uint8Array ? documentFrom(asBuffer(found)) : undefined;
  }

  /** How many documents there are, from the index that has each once. */
  size(): number {
    const [idIndex] = this.indexes;
    if (idIndex === undefined) throw new Error(`${this.namespace} has no index on _id.`);
    return Number(this.#database.statement(idIndex.sql.count).get()?.['size']);
  }

  /** How many documents there are, and about how many bytes they and their index entries take. */
  estimate(): { count: number; size: number; indexSize: number } {
    const count = this.size();
    const first = Number(this.#database.statement(this.sql.first).get()?.['first'] ?? 0);
    const step = (this.#nextRow - first) / SAMPLES;
    let bytes = 0;
    for (let sample = 0; count > 0 && sample < SAMPLES; sample++) {
      const row = Math.floor(first + sample * step);
      bytes += Number(this.#database.statement(this.sql.bytesFrom).get(row)?.['bytes'] ?? 0);
    }
    const indexSize = this.indexes.reduce((sum, { sql }, place) => {
      const entries =
        place === 0 ? count : Number(this.#database.statement(sql.count).get()?.['size']);
      const key = Number(this.#database.statement(sql.keyBytes).get()?.['bytes'] ?? 0);
      return sum + entries * (key + ENTRY_BYTES);
    }, 0);
    return {
      count,
      size: Math.round(count * (bytes / SAMPLES + ENTRY_BYTES)),
      indexSize: Math.round(indexSize),
    };
  }

  /** Fills a new index. Throws 11000 when existing documents conflict. */
  fill(index: Index): void {
    const rows = this.#database.statement(this.sql.all).iterate();
    for (const { id, doc } of rows) {
      if (typeof id !== 'number' || !(doc instanceof Uint8Array)) continue;
      this.#apply(id, [changeOf(index, { after: documentFrom(asBuffer(doc)) })]);
    }
  }

  #changeIndexes(row: number, indexes: readonly Index[], versions: Versions): void {
    this.#apply(
      row,
      indexes.map((index) => changeOf(index, versions)),
    );
  }

  /** Looks for conflicts in every index before it touches the first. */
  #apply(row: number, changes: readonly IndexChange[]): void {
    for (const { index, added } of changes) {
      if (index.isUnique) for (const key of added) this.#refuseConflict(index, key, row);
    }
    for (const { index, removed, added, isMultikey } of changes) {
      for (const { bytes } of removed) {
        this.#database.statement(index.sql.remove).run(bytes, row);
      }
      for (const { bytes } of added) {
        this.#database.statement(index.sql.add).run(bytes, row);
      }
      if (isMultikey && !index.isMultikey) {
        this.#database.statement('UPDATE indexes SET multikey = 1 WHERE id = ?').run(index.id);
        index.isMultikey = true;
      }
    }
  }

  #refuseConflict(index: Index, key: DocumentKey, row: number): void {
    const holder = this.#database.statement(index.sql.holder).get(key.bytes)?.['row'];
    if (holder === undefined || holder === row) return;
    throw duplicateKeyError(this.namespace, index, key);
  }
}

/** The table of a collection's documents. */
export function collectionTable(id: number): string {
  return `c${String(id)}`;
}

/** A view of what SQLite returned, without copying. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The keys under which an index holds a document: none when it leaves the document out. */
export function indexKeys(
  index: IndexDefinition,
  document: RawValue,
): { keys: readonly DocumentKey[]; isMultikey: boolean } {
  if (index.partialCondition !== undefined && !matches(index.partialCondition, document)) {
    return { keys: [], isMultikey: false };
  }
  return keysOf(document, index.fields, index.isSparse);
}

function changeOf(index: Index, { before, after }: Versions): IndexChange {
  const old = before === undefined ? [] : indexKeys(index, before).keys;
  const next = after === undefined ? undefined : indexKeys(index, after);
  const fresh = next?.keys ?? [];
  return {
    index,
    removed: without(old, fresh),
    added: without(fresh, old),
    isMultikey: next?.isMultikey ?? false,
  };
}

function without(
  keys: readonly DocumentKey[],
  others: readonly DocumentKey[],
): readonly DocumentKey[] {
  if (others.length === 0) return keys;
  return keys.filter((key) => !others.some((other) => other.bytes.equals(key.bytes)));
}

function duplicateKeyError(namespace: string, index: Index, key: DocumentKey): ServerError {
  const writer = new BsonWriter();
  index.fields.forEach(({ path }, position) => {
    writer.value(path.text, key.values[position] ?? null);
  });
  const keyValue = documentFrom(writer.finish());
  return new ServerError(
    11000,
    `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: ${showDocument(keyValue)}`,
    { keyPattern: index.keyPattern, keyValue },
  );
}
