import { mongo, type Connection } from 'mongoose';
import { isDuplicateKey } from '../common/duplicate-key.ts';
import { ensureIndexes } from '../connect.ts';
import { noteFormat } from '../prepare-data.ts';
import { upgradeDocument } from '../upgrade/upgrade-document.ts';
import type { TransferOptions } from './export-data.ts';
import { noCounts, type CollectionName, type Counts, type TransferEntry } from './format.ts';
import { countsOfFile, entriesOf } from './read-file.ts';
import { TransferError } from './transfer-error.ts';

/** What an import did, in documents by collection. */
export interface Imported {
  stored: Counts;
  /** Not stored because the database had them (by their id or another unique key). */
  present: Counts;
}

const BATCH = 500;
/** Characters of text are a fair measure: a batch stays well below the 48 MB that a message may have. */
const BATCH_BYTES = 8_000_000;

/**
 * Reads an export into a database. What the database has stays as it is, so that an import that was
 * broken off can be repeated. Throws a TransferError for a file that cannot be used.
 */
export async function importData(
  connection: Connection,
  file: string,
  options: TransferOptions = {},
): Promise<Imported> {
  await countsOfFile(file);
  return await importEntries(connection, entriesOf(file), options);
}

/** Stores documents as `importData` does. */
export async function importEntries(
  connection: Connection,
  entries: AsyncIterable<TransferEntry>,
  { onProgress, signal }: TransferOptions = {},
): Promise<Imported> {
  const imported: Imported = { stored: noCounts(), present: noCounts() };
  let done = 0;
  for await (const { collection, documents } of batchesOf(entries)) {
    signal?.throwIfAborted();
    const fitting = collection === 'audit' ? await continuing(connection, documents) : documents;
    const stored = await storeBatch(connection, collection, fitting);
    imported.stored[collection] += stored;
    imported.present[collection] += documents.length - stored;
    done += documents.length;
    onProgress?.(done);
  }
  await finishIndexes(connection);
  return imported;
}

/**
 * The entries that go on with the audit log of the database: all where it has none, and those that an import which was
 * broken off did not come to. Two chains would verify no longer, so that a database with another one keeps only its own.
 */
async function continuing(
  connection: Connection,
  entries: readonly mongo.BSON.Document[],
): Promise<mongo.BSON.Document[]> {
  const end = await connection.collection('audit').findOne({}, { sort: { _id: -1 } });
  let hash: unknown = end?.['hash'];
  return entries.filter((entry) => {
    if (hash !== undefined && entry['previous'] !== hash) return false;
    hash = entry['hash'];
    return true;
  });
}

export interface Batch {
  collection: CollectionName;
  documents: mongo.BSON.Document[];
}

/** Documents of one collection each, as this version stores them. */
export async function* batchesOf(
  entries: AsyncIterable<TransferEntry>,
  most = BATCH,
): AsyncGenerator<Batch> {
  let batch: Batch | null = null;
  let bytes = 0;
  for await (const { collection, document } of entries) {
    const isFull = batch && (batch.documents.length >= most || bytes >= BATCH_BYTES);
    if (batch && (isFull || batch.collection !== collection)) {
      yield batch;
      batch = null;
    }
    if (!batch) {
      batch = { collection, documents: [] };
      bytes = 0;
    }
    batch.documents.push(upgradeDocument(collection, document));
    bytes += mongo.BSON.calculateObjectSize(document);
  }
  if (batch) yield batch;
}

/** Answers how many documents were new. */
export async function storeBatch(
  connection: Connection,
  collection: CollectionName,
  documents: mongo.BSON.Document[],
): Promise<number> {
  if (documents.length === 0) return 0;
  try {
    const { insertedCount } = await connection
      .collection(collection)
      .insertMany(documents, { ordered: false });
    return insertedCount;
  } catch (error) {
    if (!(error instanceof mongo.MongoBulkWriteError) || !isDuplicateKey(error)) throw error;
    return error.insertedCount;
  }
}

/** Indexes come last: a new database is filled faster without them. */
async function finishIndexes(connection: Connection): Promise<void> {
  try {
    await ensureIndexes(connection);
    await noteFormat(connection);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    throw new TransferError(
      'The database held other data of mini-netumo before, and the two do not fit together. ' +
        'Import into an empty database.',
      { cause: error },
    );
  }
}
