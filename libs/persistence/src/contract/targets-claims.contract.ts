import { setTimeout as sleep } from 'node:timers/promises';
import {
  type BlindReason,
  type ClaimedTarget,
  initialState,
  type Lease,
  partitionOf,
  type TargetRecord,
} from '@app/domain';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { exactly, inParallel, type Context } from './context.ts';
import { aCheck, ALL_PARTITIONS, at, aTarget, aWatch, T0 } from './fixtures.ts';

const due = (dueAt: Date | null, fields: Partial<TargetRecord> = {}): TargetRecord =>
  aTarget({ schedule: { dueAt, urgent: null, lease: null, silentAt: null }, ...fields });

const urgent = (slot: Date): TargetRecord =>
  aTarget({
    schedule: {
      dueAt: at(300),
      urgent: { slot, origin: 'confirmation' },
      lease: null,
      silentAt: null,
    },
  });

/** What a claim reads of a target. */
const toCheck = (target: TargetRecord): ClaimedTarget['target'] => {
  const { id, url, intervalSeconds, request, expect, thresholds } = target;
  const { version, state, lastCheck, schedule } = target;
  return {
    ...{ id, url, intervalSeconds, request, expect, thresholds },
    ...{ version, state, lastCheck, schedule },
  };
};

const leaseUntil = (until: Date): Lease => ({ token: newId(), until });

export const targetClaimsContract = (context: Context) =>
  describe('targets: claims', () => {
    const insertAll = async (targets: TargetRecord[]) => {
      for (const one of targets) await context().stores.targets.insert(one, { unique: true });
    };
    const claim = async (fields: { now?: Date; horizon?: Date; limit?: number } = {}) => {
      const lease = leaseUntil(at(60));
      return await context().stores.targets.claimDue({
        partitions: ALL_PARTITIONS,
        horizon: T0,
        now: T0,
        limit: 100,
        lease,
        ...fields,
      });
    };
    it('says whose certificate is watched for an http target that leads to https', async () => {
      const origin = 'https://www.shop.example';
      await insertAll([
        due(at(-3), { certificate: aWatch({ origin, strayedAt: at(-9) }) }),
        due(at(-2), { certificate: aWatch() }),
        due(at(-1), { certificate: null }),
      ]);
      const claimed = await claim();
      expect(claimed.map(({ securedAt }) => securedAt)).toEqual([origin, undefined, undefined]);
      expect(claimed.map(({ strayedAt }) => strayedAt)).toEqual([at(-9), undefined, undefined]);
    });

    const idsOf = (claimed: ClaimedTarget[]) => claimed.map(({ target }) => target.id);

    it('takes what a clock that was ahead has leased for longer than any lease is', async () => {
      const { targets } = context().stores;
      const held = (until: Date) =>
        aTarget({
          schedule: {
            dueAt: at(-10),
            urgent: { slot: at(-10), origin: 'confirmation' },
            lease: { token: newId(), until },
            silentAt: null,
          },
        });
      const [blocked, running] = [held(at(165)), held(at(60))];
      await insertAll([blocked, running]);
      expect((await targets.overdueUrgent(T0, 10)).map(({ targetId }) => targetId)).toEqual([
        blocked.id,
      ]);
      expect(idsOf(await claim())).toEqual([blocked.id]);
    });

    it('counts overdue checks that nobody holds, up to a limit', async () => {
      const { setNow, stores } = context();
      const { targets } = stores;
      expect(await targets.overdue(T0, 10)).toEqual({ count: 0, oldest: null });
      await insertAll([due(at(-90)), due(at(-61)), due(at(-60)), due(null)]);
      setNow(T0);
      expect(await targets.overdue(at(-60), 10)).toEqual({ count: 2, oldest: at(-90) });
      expect(await targets.overdue(at(-60), 1)).toEqual({ count: 1, oldest: at(-90) });
      await claim({ horizon: at(-90) });
      expect(await targets.overdue(at(-60), 10)).toEqual({ count: 1, oldest: at(-61) });
    });

    it('claims what is due at or before the horizon, earliest first', async () => {
      const targets = [due(at(-10)), due(T0), due(at(-20)), due(at(1)), due(null)];
      await insertAll(targets);
      const claimed = await claim();
      expect(idsOf(claimed)).toEqual([targets[2]?.id, targets[0]?.id, targets[1]?.id]);
      expect(claimed.map(({ slot, origin }) => [slot, origin])).toEqual([
        [at(-20), 'scheduled'],
        [at(-10), 'scheduled'],
        [T0, 'scheduled'],
      ]);
    });

    it('reads what a check needs, and how many checks a target carries', async () => {
      const target = due(T0, { recent: [aCheck(at(-600)), aCheck(at(-300))] });
      await insertAll([target]);
      const [claimed] = await claim();
      const lease = claimed?.lease;
      expect(claimed).toMatchObject({ recentCount: 2 });
      expect(claimed?.target).toEqual({
        ...toCheck(target),
        schedule: { ...target.schedule, lease },
      });
    });

    it('takes no more than the limit', async () => {
      await insertAll([due(at(-1)), due(at(-3)), due(at(-2))]);
      expect((await claim({ limit: 2 })).map(({ slot }) => slot)).toEqual([at(-3), at(-2)]);
      expect((await claim({ limit: 2 })).map(({ slot }) => slot)).toEqual([at(-1)]);
    });

    it('takes the asked partitions only', async () => {
      const targets = Array.from({ length: 20 }, () => due(T0));
      await insertAll(targets);
      const partitions = ALL_PARTITIONS.filter((p) => p % 2 === 0);
      const lease = leaseUntil(at(60));
      const claimed = await context().stores.targets.claimDue({
        partitions,
        horizon: T0,
        now: T0,
        limit: 100,
        lease,
      });
      const expected = targets.filter(({ id }) => partitionOf(id) % 2 === 0).map(({ id }) => id);
      expect(new Set(idsOf(claimed))).toEqual(new Set(expected));
    });

    it('leaves what somebody holds until that lease ends', async () => {
      await insertAll([due(T0)]);
      expect(await claim()).toHaveLength(1);
      expect(await claim()).toHaveLength(0);
      expect(await claim({ now: at(59) })).toHaveLength(0);
      expect(await claim({ now: at(60) })).toHaveLength(1);
    });

    it('claims a slot again that has a result already: what to do is the caller’s', async () => {
      await insertAll([due(T0, { state: { ...initialState(T0), lastSlot: at(10) } })]);
      expect(await claim()).toHaveLength(1);
    });

    it('shares targets between claimers, each to one of them', async () => {
      const targets = Array.from({ length: 120 }, (_, i) => due(at(-i)));
      await insertAll(targets);
      // Started one after the other, so that each step of one meets each step of another.
      const batches = await inParallel(30, async (i) => {
        await sleep(i);
        return await claim({ limit: 6 });
      });
      const ids = batches.flatMap(idsOf);
      expect(new Set(ids).size).toBe(ids.length);
      ids.push(...idsOf(await claim({ limit: 120 })));
      expect(new Set(ids)).toEqual(new Set(targets.map(({ id }) => id)));
      expect(ids).toHaveLength(120);
    });

    it('claims an urgent check once its slot has come', async () => {
      const target = urgent(at(30));
      await insertAll([target]);
      const { targets } = context().stores;
      const lease = leaseUntil(at(90));
      expect(await targets.claimUrgent({ id: target.id, now: at(29), lease })).toBeNull();
      const claimed = await targets.claimUrgent({ id: target.id, now: at(30), lease });
      expect(claimed).toEqual({
        target: { ...toCheck(target), schedule: { ...target.schedule, lease } },
        recentCount: 0,
        hour: null,
        slot: at(30),
        origin: 'confirmation',
        lease,
      });
      expect(await targets.claimUrgent({ id: newId(), now: at(30), lease })).toBeNull();
    });

    it('claims the scheduled check instead of the urgent one where both are due', async () => {
      const target = urgent(T0);
      await insertAll([target]);
      const { targets } = context().stores;
      const { id } = target;
      const claimAt = (now: Date) =>
        targets.claimUrgent({ id, now, lease: leaseUntil(new Date(now.getTime() + 1)) });
      expect(await claimAt(at(299))).toMatchObject({ slot: T0, origin: 'confirmation' });
      expect(await claimAt(at(300))).toMatchObject({ slot: at(300), origin: 'scheduled' });
    });

    it('gives an urgent check to one of 100 parallel claimers', async () => {
      const target = urgent(T0);
      await insertAll([target]);
      const claims = await inParallel(100, () =>
        context().stores.targets.claimUrgent({ id: target.id, now: T0, lease: leaseUntil(at(60)) }),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
    });

    it('has one lease for scheduled and urgent checks', async () => {
      const target = { ...urgent(T0) };
      target.schedule = { ...target.schedule, dueAt: T0 };
      await insertAll([target]);
      expect(await claim()).toHaveLength(1);
      const { targets } = context().stores;
      const asked = { id: target.id, now: at(1), lease: leaseUntil(at(60)) };
      expect(await targets.claimUrgent(asked)).toBeNull();
    });

    it('gives leases back, and those only that are still held', async () => {
      await insertAll([due(T0), due(T0), due(T0)]);
      const { targets } = context().stores;
      const claimed = [...(await claim({ limit: 1 })), ...(await claim({ limit: 1 }))];
      const [mine, lost] = exactly(claimed, 2);
      await targets.release([
        { id: mine.target.id, token: mine.lease.token },
        { id: lost.target.id, token: newId() },
      ]);
      const free = idsOf(await claim());
      expect(free).toHaveLength(2);
      expect(free).toContain(mine.target.id);
      await targets.release([]);
    });

    it('prolongs leases, those only that are still held', async () => {
      await insertAll([due(T0), due(T0)]);
      const { targets } = context().stores;
      const claimed = [...(await claim({ limit: 1 })), ...(await claim({ limit: 1 }))];
      const [mine, lost] = exactly(claimed, 2);
      const held = ({ target: { id }, lease: { token } }: ClaimedTarget) => ({ id, token });
      await targets.renew([held(mine), { ...held(lost), token: newId() }], at(90));
      expect(idsOf(await claim({ now: at(60) }))).toEqual([lost.target.id]);
      expect(idsOf(await claim({ now: at(90) }))).toContain(mine.target.id);
      await targets.renew([], at(90));
    });

    it('counts what cannot be seen by reason, and what is checked', async () => {
      const { targets } = context().stores;
      const blind = (seconds: number, why: BlindReason) => ({ blind: { since: at(seconds), why } });
      await insertAll([
        due(T0, blind(0, 'offline')),
        due(T0, blind(10, 'offline')),
        due(T0, blind(0, 'overload')),
        due(T0, blind(11, 'overload')),
        due(T0),
        aTarget({ schedule: { dueAt: null, urgent: null, lease: null, silentAt: null } }),
      ]);
      expect(await targets.countBlind(at(10))).toEqual(
        new Map<BlindReason, number>([
          ['offline', 2],
          ['overload', 1],
        ]),
      );
      expect(await targets.countBlind(at(-1))).toEqual(new Map());
      expect(await targets.countChecked()).toBe(5);
    });

    it('remembers that a target cannot be seen until a result says otherwise', async () => {
      const { targets } = context().stores;
      const target = due(T0);
      await insertAll([target]);
      const blind = { since: T0, why: 'resolver' as const };
      await targets.change(target.id, 1, { blind });
      expect(await targets.get(target.id)).toMatchObject({ blind });
      const [claimed] = exactly(await claim(), 1);
      expect(claimed.target.blind).toEqual(blind);
      const { id } = target;
      await targets.record([{ id, token: claimed.lease.token, change: { blind: null } }]);
      expect(await targets.get(id)).not.toHaveProperty('blind');
      expect(await targets.countBlind(at(10))).toEqual(new Map());
    });

    it('checks again soon what could not be seen, unless its next check is nearer', async () => {
      const { targets } = context().stores;
      const blind = { since: T0, why: 'offline' as const };
      const far = due(at(300), { blind });
      const near = due(at(5), { blind });
      const other = due(at(300), { blind: { ...blind, why: 'overload' } });
      const planned = { ...urgent(T0), blind };
      const waiting = { ...urgent(at(200)), blind };
      await insertAll([far, near, other, planned, due(at(300))]);
      const query = { why: 'offline' as const, partitions: ALL_PARTITIONS, at: at(10), limit: 10 };
      expect(await targets.recheckBlind({ ...query, partitions: [] })).toEqual([]);
      const check = { slot: at(10), origin: 'confirmation' as const };
      expect(await targets.recheckBlind(query)).toEqual([{ targetId: far.id, ...check }]);
      expect(await targets.get(far.id)).toMatchObject({ schedule: { urgent: check }, version: 1 });
      expect(await targets.recheckBlind(query)).toEqual([]);
      await insertAll([{ ...waiting, schedule: { ...waiting.schedule, dueAt: at(300) } }]);
      expect(await targets.recheckBlind(query)).toEqual([{ targetId: waiting.id, ...check }]);
    });

    it('finds urgent checks that nobody runs', async () => {
      const { setNow, stores } = context();
      const [late, later, held, coming] = [urgent(T0), urgent(at(5)), urgent(T0), urgent(at(20))];
      const asked = [late, later, held, coming];
      await insertAll(asked);
      await stores.targets.claimUrgent({ id: held.id, now: at(5), lease: leaseUntil(at(60)) });
      setNow(at(30));
      expect(await stores.targets.overdueUrgent(at(20), 10)).toEqual([
        { targetId: late.id, ...late.schedule.urgent },
        { targetId: later.id, ...later.schedule.urgent },
      ]);
      expect(await stores.targets.overdueUrgent(at(20), 1)).toHaveLength(1);
      setNow(at(60));
      expect(await stores.targets.overdueUrgent(at(20), 10)).toHaveLength(3);
    });
  });
