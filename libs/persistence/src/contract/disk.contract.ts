import { describe, expect, it } from 'vitest';
import type { Context } from './context.ts';

export const diskContract = (context: Context) =>
  describe('the disk', () => {
    it('keeps nothing of what was replaced, where the server can be told so', async () => {
      const { connection, secrets } = context();
      const { modules } = (await connection.db?.command({ buildInfo: 1 })) ?? {};
      const isOurs = Array.isArray(modules) && modules.includes('mini-netumo-embedded');
      expect(await secrets.storedSecrets.forgetReplaced()).toBe(isOurs);
      await secrets.secretKeys.nameFirst('k');
      expect(await secrets.secretKeys.isClean()).toBe(false);
      await secrets.secretKeys.noteClean();
      expect(await secrets.secretKeys.isClean()).toBe(true);
      expect(await secrets.secretKeys.list()).toEqual(['k']);
    });

    it('says how much room is left, where the server tells', async () => {
      const { connection, stores } = context();
      const stats = await connection.db?.command({ dbStats: 1 });
      const free = await stores.disk.freeBytes();
      // Some servers leave it out, others say zero.
      if (!stats?.['fsTotalSize']) expect(free).toBeNull();
      else expect(free).toBeGreaterThan(0);
      const used = await stores.disk.usedBytes();
      if (!stats?.['totalSize']) expect(used).toBeNull();
      else expect(used).toBeGreaterThan(0);
    });
  });
