import type { UpkeepRun } from '@app/domain/backups';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { inParallel, type Context } from './context.ts';
import { at, T0 } from './fixtures.ts';

const claimAt = (seconds: number, firstDueAt = T0) => ({
  now: at(seconds),
  lease: { token: newId(), until: at(seconds + 60) },
  firstDueAt,
});
const run = (change: Partial<UpkeepRun> = {}): UpkeepRun => ({
  startedAt: at(1),
  endedAt: at(5),
  fault: null,
  ...change,
});
const DAY = 86_400;

export const upkeepContract = (context: Context) =>
  describe('upkeep', () => {
    it('is the right of one process at a time, each kind for itself', async () => {
      const { upkeep } = context().stores;
      const claims = await inParallel(5, () => upkeep.claim('backup', claimAt(0)));
      expect(claims.filter((claim) => claim !== null)).toMatchObject([
        { name: 'backup', createdAt: T0, dueAt: T0, heldUntil: at(60), last: null },
      ]);
      expect(await upkeep.claim('restore-drill', claimAt(1))).not.toBeNull();
      expect(await upkeep.claim('backup', claimAt(59))).toBeNull();
      const late = claimAt(61);
      expect(await upkeep.claim('backup', late)).not.toBeNull();
      expect(await upkeep.renew('backup', { ...late.lease, until: at(500) })).toBe(true);
      expect(await upkeep.claim('backup', claimAt(499))).toBeNull();
      await upkeep.release('backup', late.lease.token);
      expect(await upkeep.claim('backup', claimAt(62))).not.toBeNull();
      expect(await upkeep.renew('backup', late.lease)).toBe(false);
    });

    it('waits for its first time', async () => {
      const { upkeep } = context().stores;
      expect(await upkeep.claim('restore-drill', claimAt(0, at(100)))).toBeNull();
      expect(await upkeep.claim('restore-drill', claimAt(99, at(200)))).toBeNull();
      expect(await upkeep.claim('restore-drill', claimAt(100, at(200)))).not.toBeNull();
    });

    it('keeps what came of it: the last time, and the last good one', async () => {
      const { upkeep } = context().stores;
      const first = claimAt(0);
      await upkeep.claim('backup', first);
      const backup = {
        ...{ file: 'a', bytes: 3, documents: 2, places: ['/b'], keyId: '1' },
        kept: [{ file: 'a', at: at(1), bytes: 3, place: '/b' }],
      };
      const good = run({ backup });
      await upkeep.complete('backup', first.lease.token, { run: good, dueAt: at(DAY) });
      expect(await upkeep.claim('backup', claimAt(DAY - 1))).toBeNull();
      const second = claimAt(DAY);
      await upkeep.claim('backup', second);
      const bad = run({ fault: { is: 'error', detail: 'no' }, endedAt: at(DAY + 9) });
      await upkeep.complete('backup', newId(), { run: run(), dueAt: at(9 * DAY) });
      await upkeep.complete('backup', second.lease.token, { run: bad, dueAt: at(DAY + 60) });
      expect(await upkeep.list()).toEqual([
        {
          ...{ name: 'backup', createdAt: T0, dueAt: at(DAY + 60), heldUntil: null },
          ...{ last: bad, lastGood: good },
        },
      ]);
    });

    it('can be asked for, also before it was ever done', async () => {
      const { upkeep } = context().stores;
      await upkeep.request('restore-drill', at(5));
      const [asked] = await upkeep.list();
      expect(asked).toMatchObject({ name: 'restore-drill', createdAt: at(5), dueAt: at(5) });
      const claim = claimAt(5, at(999));
      expect(await upkeep.claim('restore-drill', claim)).not.toBeNull();
      await upkeep.complete('restore-drill', claim.lease.token, { run: run(), dueAt: at(DAY) });
      await upkeep.request('restore-drill', at(10));
      await upkeep.request('restore-drill', at(20));
      expect((await upkeep.list())[0]).toMatchObject({ dueAt: at(10), last: run() });
    });

    it('is noted where it is done by another right', async () => {
      const { upkeep } = context().stores;
      const bad = run({ fault: { is: 'error', detail: 'no' } });
      await upkeep.note('retention', { run: bad, dueAt: at(10) });
      expect(await upkeep.list()).toEqual([
        {
          ...{ name: 'retention', createdAt: at(1), dueAt: at(10), heldUntil: null },
          ...{ last: bad, lastGood: null },
        },
      ]);
      const good = run({ done: 3 });
      await upkeep.note('retention', { run: good, dueAt: at(20) });
      await upkeep.note('retention', { run: bad, dueAt: at(30) });
      expect(await upkeep.list()).toMatchObject([{ dueAt: at(30), last: bad, lastGood: good }]);
    });

    it('is not kept back by a clock that was ahead', async () => {
      const { upkeep } = context().stores;
      await upkeep.claim('backup', claimAt(1e8));
      const claim = claimAt(0);
      expect(await upkeep.claim('backup', claim)).not.toBeNull();
      await upkeep.complete('backup', claim.lease.token, { run: run(), dueAt: at(1e8) });
      expect(await upkeep.claim('backup', claimAt(1))).not.toBeNull();
    });
  });
