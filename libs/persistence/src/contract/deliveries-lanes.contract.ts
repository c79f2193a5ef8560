import type { DeliveryRecord } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { inParallel, type Context } from './context.ts';
import { aDelivery, at, T0 } from './fixtures.ts';

const leaseUntil = (seconds: number) => ({ token: newId(), until: at(seconds) });
const idsOf = (deliveries: readonly DeliveryRecord[]): string[] => deliveries.map(({ id }) => id);
const SENT = {
  attempt: { at: at(2), outcome: 'sent', fact: { is: 'text', text: 'Taken.' } },
  state: 'sent',
  nextAttemptAt: null,
} as const;

export const deliveriesOnLanesContract = (context: Context) =>
  describe('deliveries on lanes', () => {
    it('are found once they are due, the earliest first, and those of other channels are not', async () => {
      const { deliveries } = context().stores;
      const channelId = newId();
      const [late, early, middle, later] = [at(5), T0, at(3), at(11)].map((nextAttemptAt) =>
        aDelivery({ channelId, nextAttemptAt }),
      ) as [DeliveryRecord, DeliveryRecord, DeliveryRecord, DeliveryRecord];
      const held = aDelivery({ channelId });
      const inApp = aDelivery({ channelId: null, channelKind: 'in-app' });
      const others = [aDelivery({ channelId, state: 'dead' }), aDelivery(), inApp];
      await deliveries.insert([late, early, middle, later, held, ...others]);
      await deliveries.hold([held.id], T0, leaseUntil(30));
      expect(await deliveries.dueOnLane(channelId, at(10), 10)).toEqual([early, middle, late]);
      expect(await deliveries.dueOnLane(channelId, at(10), 2)).toEqual([early, middle]);
      expect(await deliveries.dueOnLane(null, T0, 10)).toEqual([inApp]);
      expect(idsOf(await deliveries.pendingOnLane(channelId, 10))).toContain(later.id);
      expect(await deliveries.nextOnLane(channelId, at(10))).toEqual(at(11));
      expect(await deliveries.nextOnLane(channelId, at(11))).toBeNull();
      const waiting = await deliveries.laterOnLane(channelId, at(10), 10);
      expect(waiting.map(({ nextAttemptAt }) => nextAttemptAt)).toEqual([at(11)]);
      expect(await deliveries.laterOnLane(channelId, at(11), 10)).toEqual([]);
      expect(await deliveries.laterOnLane(newId(), at(0), 10)).toEqual([]);
      const quiet = newId();
      expect(await deliveries.lanesDue([channelId, quiet, null], T0)).toEqual([channelId, null]);
    });

    it('are read by alert and channel, whatever became of them, oldest first', async () => {
      const { deliveries } = context().stores;
      const [alertId, channelId] = [newId(), newId()];
      const all = [
        aDelivery({ alertId, channelId, createdAt: at(2), recipient: 'b@example.org' }),
        aDelivery({ alertId, channelId, createdAt: at(1), state: 'sent', form: 'whole' }),
      ];
      await deliveries.insert([...all, aDelivery({ alertId }), aDelivery({ channelId })]);
      expect(await deliveries.ofAlerts([alertId, newId()], channelId)).toEqual(all.toReversed());
      expect(idsOf(await deliveries.getMany(idsOf(all))).sort()).toEqual(idsOf(all).sort());
    });

    it('are held by one of many, and for no longer than their lease', async () => {
      const { deliveries } = context().stores;
      const both = [aDelivery(), aDelivery()];
      const sent = aDelivery({ state: 'sent' });
      await deliveries.insert([...both, sent]);
      const ids = idsOf(both);
      const first = leaseUntil(30);
      expect(await deliveries.hold([...ids, sent.id], T0, first)).toHaveLength(2);
      expect(await deliveries.hold(ids, at(29), leaseUntil(60))).toEqual([]);
      await deliveries.prolong(ids, { token: first.token, until: at(50) });
      expect(await deliveries.hold(ids, at(31), leaseUntil(60))).toEqual([]);
      expect((await deliveries.hold(ids, at(50), leaseUntil(80))).sort()).toEqual(ids.sort());
      await deliveries.prolong(ids, first);
      const answers = await inParallel(20, () => deliveries.hold(ids, at(80), leaseUntil(110)));
      expect(answers.filter(({ length }) => length > 0)).toHaveLength(1);
    });

    it('are settled by whoever holds them', async () => {
      const { setNow, stores } = context();
      const [one, two] = [aDelivery(), aDelivery()];
      await stores.deliveries.insert([one, two]);
      const [slow, fast] = [leaseUntil(30), leaseUntil(90)];
      await stores.deliveries.hold([one.id, two.id], T0, slow);
      await stores.deliveries.hold([one.id], at(31), fast);
      setNow(at(33));
      const change = { ...SENT, form: 'digest' } as const;
      expect(await stores.deliveries.settle([one.id, two.id], slow.token, change)).toBe(1);
      expect(await stores.deliveries.settle([one.id, two.id], fast.token, SENT)).toBe(1);
      expect(await stores.deliveries.settle([one.id], fast.token, SENT)).toBe(0);
      expect(await stores.deliveries.get(two.id)).toEqual({
        ...two,
        ...{ state: 'sent', nextAttemptAt: null, form: 'digest', updatedAt: at(33) },
        attempts: [SENT.attempt],
      });
    });

    it('keep their newest attempts', async () => {
      const { deliveries } = context().stores;
      const delivery = aDelivery();
      await deliveries.insert([delivery]);
      for (let i = 0; i < 50; i++) {
        await deliveries.settle([delivery.id], null, {
          attempt: { at: at(i), outcome: 'retry', fact: { is: 'text', text: 'Busy.' } },
          state: 'pending',
          nextAttemptAt: at(i),
        });
      }
      const stored = await deliveries.get(delivery.id);
      expect(stored?.attempts).toHaveLength(40);
      expect(stored?.attempts.at(-1)?.at).toEqual(at(49));
    });

    it('are dropped, waiting or dead, and not once they were sent', async () => {
      const { deliveries } = context().stores;
      const [waiting, dead, sent] = [
        aDelivery(),
        aDelivery({ state: 'dead' }),
        aDelivery({ state: 'sent' }),
      ];
      const all = [waiting, dead, sent];
      await deliveries.insert(all);
      expect(await deliveries.drop(idsOf(all), 'over', 'dead')).toBe(1);
      expect(await deliveries.get(dead.id)).toMatchObject({ state: 'dropped', because: 'over' });
      expect(await deliveries.drop(idsOf(all), 'channel-gone')).toBe(1);
      expect(await deliveries.get(waiting.id)).toMatchObject({
        ...{ state: 'dropped', because: 'channel-gone', nextAttemptAt: null },
      });
      expect(await deliveries.get(sent.id)).toEqual(sent);
    });

    it('keep that they may have been taken', async () => {
      const { deliveries } = context().stores;
      const delivery = aDelivery();
      await deliveries.insert([delivery]);
      const attempt = { at: T0, outcome: 'dead', fact: { is: 'text', text: '' } } as const;
      const given = { state: 'dead', nextAttemptAt: null, mayBeTaken: true } as const;
      await deliveries.settle([delivery.id], null, { attempt, ...given });
      expect(await deliveries.get(delivery.id)).toMatchObject(given);
    });

    it('wait for others of their alert', async () => {
      const { deliveries } = context().stores;
      const delivery = aDelivery();
      await deliveries.insert([delivery]);
      await deliveries.postpone(delivery.id, at(20));
      expect(await deliveries.get(delivery.id)).toEqual({ ...delivery, nextAttemptAt: at(20) });
    });

    it('wait for others of their alert where whoever held them has died, and not while they are held', async () => {
      const { deliveries } = context().stores;
      const [left, held] = [aDelivery(), aDelivery()];
      await deliveries.insert([left, held]);
      await deliveries.hold([left.id], T0, { token: 'dead', until: at(-1) });
      await deliveries.hold([held.id], T0, { token: 'alive', until: at(30) });
      await deliveries.postpone(left.id, at(20));
      await deliveries.postpone(held.id, at(20));
      expect((await deliveries.get(left.id))?.nextAttemptAt).toEqual(at(20));
      expect((await deliveries.get(held.id))?.nextAttemptAt).toEqual(held.nextAttemptAt);
    });

    it('are dated anew with their fallback, and not while they are held', async () => {
      const { deliveries } = context().stores;
      const [night, alone, held] = [aDelivery({ fallbackAt: at(90) }), aDelivery(), aDelivery()];
      await deliveries.insert([night, alone, held]);
      await deliveries.hold([held.id], T0, { token: 'alive', until: at(30) });
      await deliveries.redate(night.id, at(20), at(80));
      await deliveries.redate(alone.id, at(20), null);
      await deliveries.redate(held.id, at(20), null);
      expect(await deliveries.get(night.id)).toEqual({
        ...night,
        nextAttemptAt: at(20),
        fallbackAt: at(80),
      });
      expect(await deliveries.get(alone.id)).toEqual({ ...alone, nextAttemptAt: at(20) });
      expect((await deliveries.get(held.id))?.nextAttemptAt).toEqual(held.nextAttemptAt);
    });

    it('are handed to a fallback once', async () => {
      const { deliveries } = context().stores;
      const [late, soon, taken] = [
        aDelivery({ fallbackAt: at(60) }),
        aDelivery({ fallbackAt: at(50) }),
        aDelivery({ fallbackAt: at(50), state: 'sent' }),
      ];
      await deliveries.insert([late, soon, taken, aDelivery()]);
      expect(idsOf(await deliveries.fallbackDue(at(49), 10))).toEqual([]);
      expect(await deliveries.nextFallback()).toEqual(at(50));
      expect(idsOf(await deliveries.fallbackDue(at(60), 10))).toEqual([soon.id, late.id]);
      expect(await deliveries.nextFallback([soon.id])).toEqual(at(60));
      expect(await deliveries.nextFallback([soon.id, late.id])).toBeNull();
      const others = await deliveries.fallbackDue(at(60), 10, [soon.id]);
      expect(idsOf(others)).toEqual([late.id]);
      await deliveries.fallbackDone([soon.id]);
      expect(await deliveries.nextFallback()).toEqual(at(60));
      expect(idsOf(await deliveries.fallbackDue(at(60), 10))).toEqual([late.id]);
    });

    it('that were dated in the future are due again', async () => {
      const { deliveries } = context().stores;
      const [year, now] = [at(31_536_000), T0];
      const ahead = aDelivery({ updatedAt: year, nextAttemptAt: year, fallbackAt: at(31_536_060) });
      // Of our time: a provider asked for a long wait, quiet hours last, or it is to be handed over soon.
      const patient = aDelivery({ nextAttemptAt: at(3_600) });
      const night = aDelivery({ nextAttemptAt: at(3_600), fallbackAt: at(3_660) });
      const soon = aDelivery({ fallbackAt: at(20) });
      // Its time was mended by a version that left the fallback alone.
      const halfMended = aDelivery({ fallbackAt: year });
      await deliveries.insert([ahead, patient, night, soon, halfMended]);
      expect(await deliveries.repairFutureTimes(at(30), now)).toBe(1);
      expect(await deliveries.get(ahead.id)).toMatchObject({
        ...{ nextAttemptAt: now, fallbackAt: at(60) },
      });
      for (const one of [patient, night, soon]) expect(await deliveries.get(one.id)).toEqual(one);
      expect(await deliveries.get(halfMended.id)).toEqual({ ...halfMended, fallbackAt: at(60) });
    });

    it('are sent again when they were given up, put away or dropped', async () => {
      const { deliveries } = context().stores;
      const attempts = [{ at: T0, outcome: 'dead', fact: { is: 'text', text: 'Gone.' } } as const];
      const states = ['dead', 'dismissed', 'dropped'] as const;
      const all = states.map((state) => aDelivery({ state, nextAttemptAt: null, attempts }));
      const waiting = aDelivery();
      await deliveries.insert([...all, waiting]);
      for (const { id } of all) {
        expect(await deliveries.redrive(id, at(50), at(110))).toMatchObject({
          ...{ state: 'pending', nextAttemptAt: at(50), redrivenAt: at(50), attempts },
          fallbackAt: at(110),
        });
        expect(await deliveries.redrive(id, at(51), null)).toBeNull();
      }
      expect(await deliveries.redrive(waiting.id, at(51), null)).toBeNull();
      expect(await deliveries.redrive(newId(), at(51), null)).toBeNull();
      expect((await deliveries.list({ state: 'dead', limit: 1 })).items).toEqual([]);
    });

    it('are put away by id or by channel, only when they are dead', async () => {
      const { deliveries } = context().stores;
      const channelId = newId();
      const all = [
        aDelivery({ state: 'dead', channelId }),
        aDelivery({ state: 'dead', channelId }),
        aDelivery({ state: 'pending', channelId }),
        aDelivery({ state: 'dead' }),
      ];
      await deliveries.insert(all);
      const ids = idsOf(all.slice(2));
      expect(await deliveries.dismiss({ ids })).toEqual([all[3]?.alertId]);
      expect(await deliveries.dismiss({ channelId })).toHaveLength(2);
      expect(await deliveries.dismiss({ channelId })).toEqual([]);
      expect((await deliveries.list({ state: 'dead', limit: 1 })).items).toEqual([]);
      expect(await deliveries.list({ state: 'pending', limit: 10 })).toMatchObject({
        items: [all[2]],
      });
    });
  });
