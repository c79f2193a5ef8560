import { access } from 'node:fs/promises';
import { deserialize } from 'bson';
import { documentFrom, field, type RawValue } from '../server/bson/raw-value.ts';
import { Catalogue } from '../server/storage/catalogue.ts';
import { asBuffer, indexKeys, type Collection, type Index } from '../server/storage/collection.ts';
import { Database } from '../server/storage/database.ts';

export interface ValidationReport {
  readonly collections: number;
  readonly documents: number;
  readonly indexes: number;
  /** Sentences; empty when the file is sound. */
  readonly problems: readonly string[];
}

/**
 * Checks a data file that no server has open: SQLite's own integrity check, every document against
 * an independent BSON parser, and every index against the one that its documents would give.
 * Rejects when the file does not exist or is in use.
 */
export async function validateDataFile(file: string): Promise<ValidationReport> {
  await access(file).catch((cause: unknown) => {
    throw new Error(`There is no data file ${file}. Name the folder that the server was given.`, {
      cause,
    });
  });
  const database = await Database.open(file);
  try {
    return validate(database);
  } finally {
    await database.close();
  }
}

function validate(database: Database): ValidationReport {
  const problems = integrityProblems(database);
  const collections = new Catalogue(database).all();
  let documents = 0;
  let indexes = 0;
  for (const collection of collections) {
    documents += checkDocuments(database, collection, problems);
    for (const index of collection.indexes) checkIndex(database, collection, index, problems);
    indexes += collection.indexes.length;
  }
  return { collections: collections.length, documents, indexes, problems };
}

function integrityProblems(database: Database): string[] {
  return database
    .statement('PRAGMA integrity_check')
    .all()
    .map((row) => String(row['integrity_check']))
    .filter((line) => line !== 'ok')
    .map((line) => `SQLite: ${line}`);
}

function checkDocuments(database: Database, collection: Collection, problems: string[]): number {
  let count = 0;
  for (const { row, document } of rowsOf(database, collection)) {
    count += 1;
    try {
      deserialize(document.slice());
      if (field(document, '_id') === undefined) throw new Error('it has no _id');
    } catch (error) {
      problems.push(`${collection.namespace}: row ${String(row)} is not sound: ${String(error)}`);
    }
  }
  return count;
}

/** An index is right when it holds every key that the documents give, and no more keys than these. */
function checkIndex(
  database: Database,
  collection: Collection,
  index: Index,
  problems: string[],
): void {
  const where = `${collection.namespace}, index ${index.name}`;
  const lookup = database.statement(`SELECT 1 FROM ${index.table} WHERE key = ? AND row = ?`);
  let expected = 0;
  for (const { row, document } of rowsOf(database, collection)) {
    const { keys, isMultikey } = indexKeys(index, document);
    expected += keys.length;
    if (isMultikey && !index.isMultikey) {
      problems.push(`${where}: row ${String(row)} has an array, but the index says there is none.`);
    }
    for (const { bytes } of keys) {
      if (lookup.get(bytes, row) !== undefined) continue;
      problems.push(
        `${where}: the entry ${bytes.toString('hex')} of row ${String(row)} is missing.`,
      );
    }
  }
  const found = Number(database.statement(index.sql.count).get()?.['size']);
  if (found !== expected) {
    problems.push(`${where}: it has ${String(found)} entries instead of ${String(expected)}.`);
  }
}

function* rowsOf(
  database: Database,
  collection: Collection,
): Generator<{ row: number; document: RawValue }> {
  for (const { id, doc } of database.statement(collection.sql.all).iterate()) {
    if (doc instanceof Uint8Array) yield { row: Number(id), document: documentFrom(asBuffer(doc)) };
  }
}
