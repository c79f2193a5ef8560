import { type DailyRecord, emptyDay, totalsOf } from '@app/domain/stats';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { inParallel, type Context } from './context.ts';
import { aCheck, at } from './fixtures.ts';

const aDay = (day: string, zone = 'UTC'): DailyRecord => ({
  ...emptyDay(day, zone),
  ...totalsOf([aCheck(at(0)), aCheck(at(300), { outcome: 'failed' })]),
  seconds: { up: 86_000, down: 300, unknown: 100, paused: 0 },
});

export const dailyContract = (context: Context) =>
  describe('daily records', () => {
    it('come back as they were, from one day to another', async () => {
      const { daily } = context().stores;
      const [targetId, other] = [newId(), newId()];
      const days = ['2025-12-31', '2026-01-01', '2026-01-02'].map((day) => aDay(day));
      await daily.put(days.map((record) => ({ targetId, record })));
      await daily.put([{ targetId: other, record: aDay('2026-01-01', 'Asia/Kathmandu') }]);
      expect(await daily.range(targetId, '2025-12-31', '2026-01-02')).toEqual(days);
      expect(await daily.range(targetId, '2026-01-01', '2026-01-01')).toEqual([days[1]]);
      expect(await daily.range(targetId, '2026-01-03', '2026-12-31')).toEqual([]);
      const [record] = await daily.range(other, '2026-01-01', '2026-01-01');
      expect(record?.zone).toBe('Asia/Kathmandu');
      await daily.put([]);
    });

    it('are replaced by those that are counted anew, also by several at once', async () => {
      const { daily } = context().stores;
      const targetId = newId();
      const outages = [
        { alertId: newId(), seconds: 300 },
        { alertId: newId(), seconds: 0 },
      ];
      const down = { ...aDay('2026-01-01', 'Asia/Kathmandu'), outages };
      await daily.put([{ targetId, record: down }]);
      expect(await daily.range(targetId, '2026-01-01', '2026-01-01')).toEqual([down]);
      const record = { ...aDay('2026-01-01'), maintenanceSeconds: 60 };
      await inParallel(5, () => daily.put([{ targetId, record }]));
      expect(await daily.range(targetId, '2026-01-01', '2026-01-01')).toEqual([record]);
    });

    it('are looked for of several targets at once', async () => {
      const { daily } = context().stores;
      const [one, other, none] = [newId(), newId(), newId()];
      await daily.put(
        ['2025-12-31', '2026-01-01'].map((day) => ({ targetId: one, record: aDay(day) })),
      );
      await daily.put([{ targetId: other, record: aDay('2026-01-01', 'Asia/Kathmandu') }]);
      const found = await daily.counted([one, other, none], ['2026-01-01', '2026-01-02']);
      expect(found.sort((a, b) => (a.targetId < b.targetId ? -1 : 1))).toEqual([
        { targetId: one, day: '2026-01-01', zone: 'UTC' },
        { targetId: other, day: '2026-01-01', zone: 'Asia/Kathmandu' },
      ]);
    });

    it('take little room', async () => {
      const { connection, stores } = context();
      const checks = Array.from({ length: 288 }, (_, i) =>
        aCheck(at(i * 300), { latencyMs: 100 + ((i * 37) % 61) + (i % 50 === 0 ? 900 : 0) }),
      );
      const record = { ...emptyDay('2026-01-01', 'UTC'), ...totalsOf(checks) };
      await stores.daily.put([{ targetId: newId(), record }]);
      const [document] = await connection.collection('daily').find({}, { raw: true }).toArray();
      expect((document as { length?: number } | undefined)?.length).toBeLessThan(300);
    });

    it('go with their target', async () => {
      const { daily } = context().stores;
      const [targetId, other] = [newId(), newId()];
      for (const id of [targetId, other])
        await daily.put([{ targetId: id, record: aDay('2026-01-01') }]);
      await daily.eraseTarget(targetId);
      expect(await daily.range(targetId, '2026-01-01', '2026-01-01')).toEqual([]);
      expect(await daily.range(other, '2026-01-01', '2026-01-01')).toHaveLength(1);
    });
  });
