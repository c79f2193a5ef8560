import { CERTIFICATE_CHECK, type Lease, type TargetRecord } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { exactly, inParallel, type Context } from './context.ts';
import { ALL_PARTITIONS, anOpenIntent, at, aTarget, aWatch, T0 } from './fixtures.ts';

const due = (dueAt: Date | null): TargetRecord => aTarget({ certificate: aWatch({ dueAt }) });

const leaseUntil = (until: Date): Lease => ({ token: newId(), until });

export const targetWatchesContract = (context: Context) =>
  describe('targets: watches', () => {
    const insertAll = async (targets: TargetRecord[]) => {
      for (const one of targets) await context().stores.targets.insert(one, { unique: true });
    };
    const claim = async ({ now = T0, limit = 100 } = {}) =>
      await context().stores.targets.claimWatches(CERTIFICATE_CHECK, {
        now,
        limit,
        lease: leaseUntil(at(75)),
      });

    it('gives back what was stored', async () => {
      const target = due(T0);
      await insertAll([target]);
      expect(await context().stores.targets.get(target.id)).toEqual(target);
    });

    it('claims what is due, earliest first, and no more than the limit', async () => {
      const targets = [due(at(-10)), due(at(1)), due(null), due(at(-20)), aTarget(), due(T0)];
      await insertAll(targets);
      const claimed = await claim({ limit: 2 });
      expect(claimed.map(({ target }) => target.id)).toEqual([targets[3]?.id, targets[0]?.id]);
      expect(claimed[0]?.watch).toEqual({
        ...targets[3]?.certificate,
        lease: claimed[0]?.lease,
      });
      expect((await claim()).map(({ target }) => target.id)).toEqual([targets[5]?.id]);
    });

    it('leaves what somebody holds until that lease ends', async () => {
      await insertAll([due(T0)]);
      expect(await claim()).toHaveLength(1);
      expect(await claim({ now: at(74) })).toEqual([]);
      expect(await claim({ now: at(75) })).toHaveLength(1);
    });

    it('gives a lease back', async () => {
      await insertAll([due(T0)]);
      const [{ target, lease }] = exactly(await claim(), 1);
      const { targets } = context().stores;
      await targets.releaseWatches(CERTIFICATE_CHECK, [{ id: target.id, token: newId() }]);
      expect(await claim()).toEqual([]);
      await targets.releaseWatches(CERTIFICATE_CHECK, [{ id: target.id, token: lease.token }]);
      expect(await claim()).toHaveLength(1);
    });

    it('gives each check to one of many claimers', async () => {
      await insertAll(Array.from({ length: 20 }, () => due(T0)));
      const batches = await inParallel(10, () => claim({ limit: 4 }));
      const ids = [...batches.flat(), ...(await claim())].map(({ target }) => target.id);
      expect(ids).toHaveLength(20);
      expect(new Set(ids).size).toBe(20);
    });

    it('is apart from http checks: neither lease holds the other up', async () => {
      const target = due(T0);
      await insertAll([target]);
      expect(await claim()).toHaveLength(1);
      const { targets } = context().stores;
      const httpClaim = { partitions: ALL_PARTITIONS, horizon: T0, now: T0, limit: 10 };
      const lease = leaseUntil(at(60));
      expect(await targets.claimDue({ ...httpClaim, lease })).toHaveLength(1);
      await targets.record([{ id: target.id, token: lease.token, change: {} }]);
      expect((await targets.get(target.id))?.certificate?.lease).not.toBeNull();
    });

    it('records under the lease, with what has to follow, once', async () => {
      const { setNow, stores } = context();
      const target = due(T0);
      await insertAll([target]);
      const [{ lease, watch }] = exactly(await claim(), 1);
      setNow(at(7));
      const intent = anOpenIntent({ kind: 'certificate' });
      const state = { ...watch, dueAt: at(86_400) };
      const held = { id: target.id, token: lease.token };
      const record = () =>
        stores.targets.recordWatch(CERTIFICATE_CHECK, held, { state, effects: [intent] });
      expect(await record()).toBe(true);
      expect(await record()).toBe(false);
      expect(await stores.targets.get(target.id)).toEqual({
        ...target,
        certificate: { ...state, lease: null },
        intents: [intent],
        version: 2,
        updatedAt: at(7),
      });
    });

    it('drops a result from before an edit', async () => {
      const { targets } = context().stores;
      const target = due(T0);
      await insertAll([target]);
      const [{ lease, watch }] = exactly(await claim(), 1);
      const certificate = aWatch({ reading: null });
      expect(await targets.change(target.id, 1, { certificate })).toBe(true);
      const held = { id: target.id, token: lease.token };
      const judged = { state: watch, effects: [] };
      expect(await targets.recordWatch(CERTIFICATE_CHECK, held, judged)).toBe(false);
      expect((await targets.get(target.id))?.certificate).toEqual(certificate);
    });
  });
