import { BackupError } from '@app/domain/backups';
import type { ComparedBackup } from '@app/monitoring';
import type { Connection } from 'mongoose';
import { modelsOf, type Models } from '../models.ts';
import { entryLine, type CollectionName, type TransferEntry } from '../transfer/format.ts';
import { batchesOf, storeBatch } from '../transfer/import-data.ts';
import { Sums } from './sums.ts';

export interface RehearseOptions {
  readonly signal: AbortSignal;
  /** Called after some documents each; resolves when it may go on. */
  readonly pause: () => Promise<void>;
}

/** Documents that are read or deleted at a time. */
const AT_ONCE = 100;
/** Names of databases have at most 63 bytes, and 38 where they are hosted. */
const MAX_NAME = 38;
const SUFFIX = '_restore_drill';

/** The database beside another one that drills use. */
export const scratchName = (name: string): string =>
  `${name.slice(0, MAX_NAME - SUFFIX.length)}${SUFFIX}`;

/**
 * Restores documents into a scratch database on the same server, reads them again and compares them; one collection at a
 * time, so that no more room is taken than the largest one needs. The scratch database is empty before and gone afterwards.
 */
export async function rehearse(
  connection: Connection,
  entries: AsyncIterable<TransferEntry>,
  options: RehearseOptions,
): Promise<ComparedBackup> {
  const scratch = connection.useDb(scratchName(connection.name), { useCache: true });
  const models = modelsOf(scratch);
  const drill: Drill = { scratch, models, options };
  const compared: ComparedBackup = { documents: 0, collections: [], fault: null };
  const finish = async ({ name, sums }: Restored): Promise<void> => {
    await models[name].createIndexes();
    const found = await readBack(drill, name);
    const isEqual = found.of(name) === sums.of(name) && found.counts[name] === sums.counts[name];
    const expected = sums.counts[name];
    compared.documents += expected;
    compared.collections.push({ name, documents: expected, isEqual });
    if (!isEqual) {
      compared.fault ??= { is: 'unlike', collection: name, expected, found: found.counts[name] };
    }
    await empty(drill, name);
  };
  try {
    for (const name of Object.keys(models) as (keyof Models)[]) await empty(drill, name);
    let current: Restored | null = null;
    for await (const { collection, documents } of batchesOf(entries, AT_ONCE)) {
      options.signal.throwIfAborted();
      if (current && current.name !== collection) {
        await finish(current);
        current = null;
      }
      current ??= { name: collection, sums: new Sums() };
      for (const document of documents) {
        current.sums.add(collection, entryLine({ collection, document }));
      }
      const stored = await storeBatch(scratch, collection, documents);
      const missing = documents.length - stored;
      if (missing > 0) throw new BackupError(lost(collection, documents.length, stored));
      await options.pause();
    }
    if (current) await finish(current);
    return compared;
  } finally {
    await scratch.dropDatabase().catch(() => undefined);
  }
}

const lost = (collection: string, expected: number, found: number) =>
  ({ is: 'unlike', collection, expected, found }) as const;

/** What was restored of one collection. */
interface Restored {
  readonly name: CollectionName;
  readonly sums: Sums;
}

interface Drill {
  readonly scratch: Connection;
  readonly models: Models;
  readonly options: RehearseOptions;
}

async function readBack({ scratch, options }: Drill, collection: CollectionName): Promise<Sums> {
  const sums = new Sums();
  const found = scratch
    .collection(collection)
    .find({}, { promoteValues: false, batchSize: AT_ONCE });
  for await (const document of found) {
    sums.add(collection, entryLine({ collection, document }));
    if (sums.counts[collection] % AT_ONCE === 0) {
      options.signal.throwIfAborted();
      await options.pause();
    }
  }
  return sums;
}

/** Little by little: dropping a large collection at once would hold up everybody else on an embedded server. */
async function empty({ scratch, options }: Drill, name: string): Promise<void> {
  const collection = scratch.collection(name);
  for (;;) {
    const some = await collection
      .find({}, { projection: { _id: 1 } })
      .limit(AT_ONCE)
      .toArray();
    if (some.length === 0) return;
    await collection.deleteMany({ _id: { $in: some.map(({ _id }) => _id) } });
    await options.pause();
  }
}
