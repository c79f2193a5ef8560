import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Connection } from 'mongoose';
import { COLLECTIONS, entryLine, footerLine, headerLine, noCounts, type Counts } from './format.ts';

export interface TransferOptions {
  /** Told how many documents are through, from time to time. */
  onProgress?: (done: number) => void;
  /** Breaks the transfer off; it rejects with the reason of the signal. */
  signal?: AbortSignal;
}

const PROGRESS_EVERY = 500;
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
  try {
    await pipeline(
      inChunks(linesOf(connection, counts, onProgress)),
      createWriteStream(unfinished, { mode: 0o600, flush: true }),
      { signal },
    );
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return counts;
}

async function* linesOf(
  connection: Connection,
  counts: Counts,
  onProgress: TransferOptions['onProgress'],
): AsyncGenerator<string> {
  yield headerLine(new Date());
  let done = 0;
  for (const collection of COLLECTIONS) {
    // Values stay as they are stored: 1 and 1.0 are different types.
    const documents = connection.collection(collection).find({}, { promoteValues: false });
    for await (const document of documents) {
      yield entryLine({ collection, document });
      counts[collection] += 1;
      done += 1;
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
