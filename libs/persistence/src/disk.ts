import type { CollectionSize, Disk } from '@app/monitoring';
import type { Connection } from 'mongoose';
import { modelsOf } from './models.ts';

type Answer = Record<string, unknown>;

/** The disk of the server, as `dbStats` tells it. https://www.mongodb.com/docs/manual/reference/command/dbStats/ */
export const createDisk = (connection: Connection): Disk => ({
  async freeBytes() {
    const stats = await dbStats(connection).catch((): Answer => ({}));
    return roomOf(stats)?.freeBytes ?? null;
  },

  room: async () => roomOf(await dbStats(connection)),

  async usedBytes() {
    const { totalSize, storageSize, indexSize } = await dbStats(connection).catch(
      (): Answer => ({}),
    );
    // Hosted servers leave figures out, or say zero.
    return numberOf(totalSize) || numberOf(storageSize) + numberOf(indexSize) || null;
  },

  async collections() {
    const names = Object.values(modelsOf(connection)).map(({ collection }) => collection.name);
    const sizes: CollectionSize[] = [];
    // One after the other: a server that counts a large one has others to answer, too.
    for (const name of names) sizes.push(await sizeOf(connection, name));
    return sizes;
  },
});

const dbStats = async (connection: Connection): Promise<Answer> =>
  (await connection.db?.command({ dbStats: 1 })) ?? {};

/** https://www.mongodb.com/docs/manual/reference/command/collStats/ */
async function sizeOf(connection: Connection, name: string): Promise<CollectionSize> {
  const stats: Answer = (await connection.db?.command({ collStats: name })) ?? {};
  const bytes = numberOf(stats['storageSize']) + numberOf(stats['totalIndexSize']);
  return { name, documents: numberOf(stats['count']), bytes };
}

/** Null where a server does not tell: hosted ones leave it out, or say zero. */
function roomOf(stats: Answer): { totalBytes: number; freeBytes: number } | null {
  const [total, used] = [stats['fsTotalSize'], stats['fsUsedSize']];
  if (typeof total !== 'number' || typeof used !== 'number' || total <= 0) return null;
  return { totalBytes: total, freeBytes: Math.max(0, total - used) };
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
