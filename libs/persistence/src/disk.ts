import type { Disk } from '@app/monitoring';
import type { Connection } from 'mongoose';

/** The disk of the server, as `dbStats` tells it. https://www.mongodb.com/docs/manual/reference/command/dbStats/ */
export const createDisk = (connection: Connection): Disk => ({
  async freeBytes() {
    const stats = await connection.db?.command({ dbStats: 1 }).catch(() => undefined);
    const { fsTotalSize: total, fsUsedSize: used } = (stats ?? {}) as Record<string, unknown>;
    // Hosted servers do not tell, or tell nothing but zeros.
    return typeof total === 'number' && typeof used === 'number' && total > 0 ? total - used : null;
  },
});
