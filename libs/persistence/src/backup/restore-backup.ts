import type { Connection } from 'mongoose';
import { COLLECTIONS, noCounts, type CollectionName, type Counts } from '../transfer/format.ts';
import { importEntries, type Imported } from '../transfer/import-data.ts';
import type { TransferOptions } from '../transfer/export-data.ts';
import { openBackup, type BackupAbout } from './content.ts';
import type { BackupKey } from './header.ts';

/** What a whole and unchanged backup holds. */
export interface CheckedBackup {
  readonly createdAt: Date;
  readonly about: BackupAbout;
  readonly counts: Counts;
}

/** Reads a backup from its first to its last byte. Throws a BackupError that says why it cannot be used. */
export async function checkBackup(
  bytes: AsyncIterable<Uint8Array>,
  keys: readonly BackupKey[],
  onProgress?: TransferOptions['onProgress'],
): Promise<CheckedBackup> {
  const { createdAt, about, entries } = await openBackup(bytes, keys);
  const counts = noCounts();
  let done = 0;
  for await (const { collection } of entries) {
    counts[collection] += 1;
    done += 1;
    if (done % 500 === 0) onProgress?.(done);
  }
  return { createdAt, about, counts };
}

/** Stores what a backup holds. Check it before: what is stored until something turns out to be wrong stays. */
export async function restoreBackup(
  connection: Connection,
  { bytes, keys }: { bytes: AsyncIterable<Uint8Array>; keys: readonly BackupKey[] },
  options: TransferOptions = {},
): Promise<Imported> {
  const { entries } = await openBackup(bytes, keys);
  return await importEntries(connection, entries, options);
}

/** The collections of a database that hold anything a backup would bring, with their documents. */
export async function filledCollections(
  connection: Connection,
): Promise<Partial<Record<CollectionName, number>>> {
  const filled: Partial<Record<CollectionName, number>> = {};
  for (const name of COLLECTIONS) {
    const count = await connection.collection(name).countDocuments();
    if (count > 0) filled[name] = count;
  }
  return filled;
}
