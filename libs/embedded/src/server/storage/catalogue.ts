import { documentFrom } from '../bson/raw-value.ts';
import { ServerError } from '../bson/errors.ts';
import { asBuffer, Collection, collectionTable, type Index } from './collection.ts';
import type { Database } from './database.ts';
import {
  idIndexDefinition,
  parseIndexDefinition,
  type IndexDefinition,
} from './index-definition.ts';
import { indexSql } from './sql.ts';

const maxNamespaceBytes = 255;

/** Which collections and indexes exist. Tables are made and dropped here and nowhere else. */
export class Catalogue {
  readonly #database: Database;
  readonly #collections = new Map<string, Collection>();

  constructor(database: Database) {
    this.#database = database;
    this.#load();
    database.onRollback(() => {
      this.#load();
    });
  }

  get(namespace: string): Collection | undefined {
    return this.#collections.get(namespace);
  }

  /** All collections, in the order of their names. */
  all(): Collection[] {
    return [...this.#collections.values()].sort((a, b) => (a.namespace < b.namespace ? -1 : 1));
  }

  /** The collection, made with its index on _id when it does not exist. Inside a write. */
  getOrCreate(namespace: string): Collection {
    return this.#collections.get(namespace) ?? this.#create(namespace);
  }

  /** Inside a write. */
  drop(collection: Collection): void {
    for (const index of collection.indexes) this.#database.execute(`DROP TABLE ${index.table}`);
    this.#database.execute(`
      DROP TABLE ${collection.table};
      DELETE FROM indexes WHERE collection = ${String(collection.id)};
      DELETE FROM collections WHERE id = ${String(collection.id)};
    `);
    this.#database.forgetStatements();
    collection.isDropped = true;
    this.#collections.delete(collection.namespace);
  }

  /** Builds an index over what is there. Throws 11000 and leaves nothing behind on conflicts. Inside a write. */
  createIndex(collection: Collection, definition: IndexDefinition): void {
    const index = this.#addIndex(collection, definition);
    try {
      collection.fill(index);
    } catch (error) {
      this.#removeIndex(index);
      throw error;
    }
    collection.indexes.push(index);
  }

  /** Inside a write. */
  dropIndex(collection: Collection, index: Index): void {
    this.#removeIndex(index);
    collection.indexes.splice(collection.indexes.indexOf(index), 1);
  }

  #create(namespace: string): Collection {
    const { db, name } = splitNamespace(namespace);
    const { lastInsertRowid } = this.#database
      .statement('INSERT INTO collections (db, name) VALUES (?, ?)')
      .run(db, name);
    const id = Number(lastInsertRowid);
    this.#database.execute(
      `CREATE TABLE ${collectionTable(id)} (id INTEGER PRIMARY KEY, doc BLOB NOT NULL)`,
    );
    const collection = new Collection(this.#database, id, namespace, []);
    collection.indexes.push(this.#addIndex(collection, idIndexDefinition()));
    this.#collections.set(namespace, collection);
    return collection;
  }

  #addIndex(collection: Collection, definition: IndexDefinition): Index {
    const { lastInsertRowid } = this.#database
      .statement('INSERT INTO indexes (collection, spec, multikey) VALUES (?, ?, 0)')
      .run(collection.id, definition.spec.slice());
    const index = openIndex(Number(lastInsertRowid), collection.id, definition, false);
    const key = index.isUnique ? 'key' : 'key, row';
    this.#database.execute(
      `CREATE TABLE ${index.table} (key BLOB NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (${key})) WITHOUT ROWID`,
    );
    return index;
  }

  #removeIndex(index: Index): void {
    this.#database.execute(`
      DROP TABLE ${index.table};
      DELETE FROM indexes WHERE id = ${String(index.id)};
    `);
    this.#database.forgetStatements();
  }

  #load(): void {
    this.#database.forgetStatements();
    for (const collection of this.#collections.values()) collection.isDropped = true;
    this.#collections.clear();
    const rows = this.#database.statement('SELECT id, db, name FROM collections').all();
    for (const { id, db, name } of rows) {
      const namespace = `${String(db)}.${String(name)}`;
      const collection = new Collection(
        this.#database,
        Number(id),
        namespace,
        this.#loadIndexes(Number(id)),
      );
      this.#collections.set(namespace, collection);
    }
  }

  #loadIndexes(collection: number): Index[] {
    return this.#database
      .statement('SELECT id, spec, multikey FROM indexes WHERE collection = ? ORDER BY id')
      .all(collection)
      .map(({ id, spec, multikey }) => {
        if (!(spec instanceof Uint8Array)) throw new Error('An index has no specification.');
        const definition = parseIndexDefinition(documentFrom(asBuffer(spec)));
        return openIndex(Number(id), collection, definition, multikey === 1);
      });
  }
}

/** Splits `db.collection` and refuses names that MongoDB refuses (73). */
export function splitNamespace(namespace: string): { db: string; name: string } {
  const dot = namespace.indexOf('.');
  const db = namespace.slice(0, dot);
  const name = namespace.slice(dot + 1);
  const isValid =
    dot > 0 &&
    name !== '' &&
    !/[/\\. "$*<>:|?\0]/.test(db) &&
    !/[$\0]/.test(name) &&
    !name.startsWith('.') &&
    !name.startsWith('system.') &&
    Buffer.byteLength(namespace) <= maxNamespaceBytes;
  if (!isValid) throw new ServerError(73, `Invalid namespace specified '${namespace}'`);
  return { db, name };
}

function openIndex(
  id: number,
  collection: number,
  definition: IndexDefinition,
  isMultikey: boolean,
): Index {
  const table = `i${String(id)}`;
  return {
    ...definition,
    id,
    table,
    sql: indexSql(table, collectionTable(collection)),
    isMultikey,
  };
}
