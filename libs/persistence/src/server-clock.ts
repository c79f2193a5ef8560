import type { ServerClock } from '@app/monitoring';
import type { Connection } from 'mongoose';

/** The clock of the server, as `hello` tells it. https://www.mongodb.com/docs/manual/reference/command/hello/ */
export const createServerClock = (connection: Connection): ServerClock => ({
  async aheadMs() {
    const askedAt = Date.now();
    const from = performance.now();
    const hello = await connection.db?.command({ hello: 1 }).catch(() => undefined);
    const tookMs = performance.now() - from;
    const localTime: unknown = hello?.['localTime'];
    return localTime instanceof Date ? localTime.getTime() - (askedAt + tookMs / 2) : null;
  },
});
