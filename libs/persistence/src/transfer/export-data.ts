import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Connection } from 'mongoose';
import {
  COLLECTIONS,
  type CollectionName,
  entryLine,
  footerLine,
  headerLine,
  noCounts,
  type Counts,
} from './format.ts';

export interface TransferOptions {
  /** Told how many documents are through, from time to time. */
  onProgress?: (done: number) => void;
  /** Breaks the transfer off; it rejects with the reason of the signal. */
  signal?: AbortSignal;
}

const PROGRESS_EVERY = 500;
/** Documents that are read at a time: others are to have a turn, and memory is to stay flat. */
const PAUSE_EVERY = 100;
/** Characters written at once. */
const CHUNK = 262_144;

/**
 * Writes all data of a database to a file of newline Extended JSON. The file appears under its name only
 * when it is complete, and only its owner may read it; secrets are in it as they are stored.
 */
export async function exportData(
  connection: Connection,
  file: string,
  { onProgress, signal }: TransferOptions = {},
): Promise<Counts> {
  const counts = noCounts();
  const unfinished = `${file}.unfinished`;
  // Anew each time: what lies there under this name, a link above all, is not written through.
  await rm(unfinished, { force: true });
  try {
    await pipeline(
      inChunks(linesOf(connection, { counts, onProgress })),
      createWriteStream(unfinished, { flags: 'wx', mode: 0o600, flush: true }),
      { signal },
    );
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return counts;
}

export interface LineOptions {
  /** Counts what is written. */
  readonly counts: Counts;
  readonly onProgress?: TransferOptions['onProgress'];
  /** Sees each document as a line. */
  readonly onEntry?: (collection: CollectionName, line: string) => void;
  /** Called after some documents each; resolves when it may go on. */
  readonly pause?: () => Promise<void>;
}

/** A chain is read from its beginning: what others add or remove meanwhile leaves no gap in it. */
const ORDER: Partial<Record<CollectionName, { sort: Record<string, 1> }>> = {
  audit: { sort: { _id: 1 } },
};

/** The lines of an export of a database, which may be in use meanwhile. */
export async function* linesOf(
  connection: Connection,
  { counts, onProgress, onEntry, pause }: LineOptions,
): AsyncGenerator<string> {
  yield headerLine(new Date());
  let done = 0;
  for (const collection of COLLECTIONS) {
    // Values stay as they are stored: 1 and 1.0 are different types.
    const documents = connection
      .collection(collection)
      .find({}, { promoteValues: false, batchSize: PAUSE_EVERY, ...ORDER[collection] });
    for await (const document of documents) {
      const line = entryLine({ collection, document });
      counts[collection] += 1;
      onEntry?.(collection, line);
      yield line;
      done += 1;
      if (done % PAUSE_EVERY === 0) await pause?.();
      if (done % PROGRESS_EVERY === 0) onProgress?.(done);
    }
  }
  onProgress?.(done);
  yield footerLine(counts);
}

async function* inChunks(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = '';
  for await (const line of lines) {
    chunk += line;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk) yield chunk;
}
