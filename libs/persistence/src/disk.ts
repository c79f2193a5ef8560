import type { Disk } from '@app/monitoring';
import type { Connection } from 'mongoose';

/** The disk of the server, as `dbStats` tells it. https://www.mongodb.com/docs/manual/reference/command/dbStats/ */
export const createDisk = (connection: Connection): Disk => {
  /** Hosted servers do not tell, or tell nothing but zeros. */
  const figures = async (): Promise<Readonly<Record<string, unknown>>> =>
    (await connection.db?.command({ dbStats: 1 }).catch(() => undefined)) ?? {};
  return {
    async freeBytes() {
      const { fsTotalSize: total, fsUsedSize: used } = await figures();
      return typeof total === 'number' && typeof used === 'number' && total > 0
        ? total - used
        : null;
    },

    async usedBytes() {
      const { totalSize } = await figures();
      return typeof totalSize === 'number' && totalSize > 0 ? totalSize : null;
    },
  };
};
