import { emptyDay } from '@app/domain/stats';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
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
      if (stats?.['totalSize']) expect(used).toBeGreaterThan(0);
      const room = await stores.disk.room();
      if (!stats?.['fsTotalSize']) expect(room).toBeNull();
      else expect(room?.totalBytes).toBeGreaterThanOrEqual(room?.freeBytes ?? Infinity);
    });

    it('says what is stored, in all and by collection', async () => {
      const { disk, daily } = context().stores;
      const targetId = newId();
      const days = Array.from({ length: 40 }, (_, day) =>
        emptyDay(new Date(day * 86_400_000).toISOString().slice(0, 10), 'UTC'),
      );
      await daily.put(days.map((record) => ({ targetId, record })));
      const sizes = new Map((await disk.collections()).map((one) => [one.name, one]));
      expect(sizes.get('daily')).toMatchObject({ documents: 40 });
      expect(sizes.get('daily')?.bytes).toBeGreaterThan(40 * 50);
      expect(sizes.get('alerts')).toMatchObject({ documents: 0 });
    });
  });
