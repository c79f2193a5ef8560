import { describe, expect, it } from 'vitest';
import type { Context } from './context.ts';

export const diskContract = (context: Context) =>
  describe('the disk', () => {
    it('says how much room is left, where the server tells', async () => {
      const { connection, stores } = context();
      const stats = await connection.db?.command({ dbStats: 1 });
      const free = await stores.disk.freeBytes();
      // Some servers leave it out, others say zero.
      if (!stats?.['fsTotalSize']) expect(free).toBeNull();
      else expect(free).toBeGreaterThan(0);
    });
  });
