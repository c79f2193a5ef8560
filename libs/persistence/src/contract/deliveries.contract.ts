import type { DeliveryRecord } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { inParallel, readAll, type Context } from './context.ts';
import { aDelivery, at, T0 } from './fixtures.ts';

const leaseUntil = (seconds: number) => ({ token: newId(), until: at(seconds) });

export const deliveriesContract = (context: Context) =>
  describe('deliveries', () => {
    it('gives back what was stored', async () => {
      const { deliveries } = context().stores;
      const full = aDelivery({
        state: 'dead',
        attempts: [{ at: T0, outcome: 'dead', detail: 'No such channel.' }],
        nextAttemptAt: null,
      });
      const inApp = aDelivery({ channelId: null, channelKind: 'in-app' });
      expect(await deliveries.insert([full, inApp])).toEqual([full.id, inApp.id]);
      expect(await deliveries.get(full.id)).toEqual(full);
      expect(await deliveries.get(inApp.id)).toEqual(inApp);
      expect(await deliveries.get(newId())).toBeNull();
    });

    it('stores each idempotency key once and answers the ids as stored', async () => {
      const { deliveries } = context().stores;
      const first = aDelivery({ idempotencyKey: 'a' });
      const second = aDelivery({ idempotencyKey: 'b' });
      await deliveries.insert([first]);
      const again = aDelivery({ idempotencyKey: 'a', state: 'dead' });
      expect(await deliveries.insert([again, second])).toEqual([first.id, second.id]);
      expect(await deliveries.get(again.id)).toBeNull();
      expect(await deliveries.get(first.id)).toEqual(first);
      expect(await deliveries.insert([first])).toEqual([first.id]);
      expect(await deliveries.insert([])).toEqual([]);
    });

    it('stores a delivery once when many insert it at once', async () => {
      const { deliveries } = context().stores;
      const keys = ['a', 'b', 'c'];
      const answers = await inParallel(10, () =>
        deliveries.insert(keys.map((idempotencyKey) => aDelivery({ idempotencyKey }))),
      );
      expect(new Set(answers.map((ids) => ids.join()))).toHaveProperty('size', 1);
      expect((await deliveries.list({ limit: 100 })).items).toHaveLength(3);
    });

    it('lists the newest first, by state and alert, page by page', async () => {
      const { deliveries } = context().stores;
      const alertId = newId();
      const all = Array.from({ length: 9 }, (_, i) =>
        aDelivery({
          createdAt: at(i % 4),
          state: i % 2 === 0 ? 'dead' : 'sent',
          ...(i < 4 ? { alertId } : {}),
        }),
      );
      await deliveries.insert(all);
      const order = all.toSorted((a, b) => +b.createdAt - +a.createdAt || (a.id < b.id ? 1 : -1));
      const read = (query: object) => (cursor: string | undefined) =>
        deliveries.list({ ...query, limit: 2, cursor });
      expect(await readAll(read({}))).toEqual(order);
      expect(await readAll(read({ state: 'dead' }))).toEqual(
        order.filter(({ state }) => state === 'dead'),
      );
      const ofAlert = order.filter((d) => d.alertId === alertId);
      expect(await readAll(read({ alertId }))).toEqual(ofAlert);
      expect(await deliveries.ofAlert(alertId)).toEqual(ofAlert.toReversed());
      expect(await deliveries.countDead()).toBe(5);
      await expect(deliveries.list({ limit: 1, cursor: '?' })).rejects.toMatchObject({
        code: 'invalid',
      });
    });

    it('is claimed when it is pending, due and free', async () => {
      const { deliveries } = context().stores;
      const due = aDelivery();
      const early = aDelivery({ nextAttemptAt: at(10) });
      const sent = aDelivery({ state: 'sent', nextAttemptAt: null });
      await deliveries.insert([due, early, sent]);
      expect(await deliveries.claim(due.id, T0, leaseUntil(30))).toEqual(due);
      expect(await deliveries.claim(due.id, at(29), leaseUntil(60))).toBeNull();
      expect(await deliveries.claim(due.id, at(30), leaseUntil(60))).toEqual(due);
      expect(await deliveries.claim(early.id, at(9), leaseUntil(60))).toBeNull();
      expect(await deliveries.claim(early.id, at(10), leaseUntil(60))).toEqual(early);
      expect(await deliveries.claim(sent.id, at(99), leaseUntil(999))).toBeNull();
      expect(await deliveries.claim(newId(), T0, leaseUntil(60))).toBeNull();
    });

    it('is given to one of many that claim it at once', async () => {
      const { deliveries } = context().stores;
      const delivery = aDelivery();
      await deliveries.insert([delivery]);
      const claims = await inParallel(50, () => deliveries.claim(delivery.id, T0, leaseUntil(30)));
      expect(claims.filter(Boolean)).toHaveLength(1);
    });

    it('is settled by whoever holds it', async () => {
      const { setNow, stores } = context();
      const delivery = aDelivery();
      await stores.deliveries.insert([delivery]);
      const lease = leaseUntil(30);
      await stores.deliveries.claim(delivery.id, T0, lease);
      setNow(at(3));
      const retry = { at: at(2), outcome: 'retry', detail: 'Busy.' } as const;
      const change = { attempt: retry, state: 'pending', nextAttemptAt: at(20) } as const;
      expect(await stores.deliveries.complete(delivery.id, newId(), change)).toBe(false);
      expect(await stores.deliveries.complete(delivery.id, lease.token, change)).toBe(true);
      expect(await stores.deliveries.complete(delivery.id, lease.token, change)).toBe(false);
      const expected: DeliveryRecord = {
        ...delivery,
        attempts: [retry],
        nextAttemptAt: at(20),
        updatedAt: at(3),
      };
      expect(await stores.deliveries.get(delivery.id)).toEqual(expected);
      expect(await stores.deliveries.claim(delivery.id, at(20), leaseUntil(50))).toEqual(expected);
    });

    it('waits without an attempt when it is not its turn', async () => {
      const { deliveries } = context().stores;
      const delivery = aDelivery();
      await deliveries.insert([delivery]);
      const lease = leaseUntil(30);
      await deliveries.claim(delivery.id, T0, lease);
      const wait = { attempt: null, state: 'pending', nextAttemptAt: at(2) } as const;
      expect(await deliveries.complete(delivery.id, lease.token, wait)).toBe(true);
      expect(await deliveries.get(delivery.id)).toMatchObject({
        attempts: [],
        nextAttemptAt: at(2),
      });
    });

    it('cannot be settled by a holder that was too slow', async () => {
      const { deliveries } = context().stores;
      const delivery = aDelivery();
      await deliveries.insert([delivery]);
      const [slow, fast] = [leaseUntil(30), leaseUntil(90)];
      await deliveries.claim(delivery.id, T0, slow);
      await deliveries.claim(delivery.id, at(31), fast);
      const sent = { attempt: null, state: 'sent', nextAttemptAt: null } as const;
      expect(await deliveries.complete(delivery.id, slow.token, sent)).toBe(false);
      expect(await deliveries.complete(delivery.id, fast.token, sent)).toBe(true);
    });

    it('finds what is due and free, the longest waiting first', async () => {
      const { deliveries } = context().stores;
      const all = [at(5), T0, at(3), at(11)].map((nextAttemptAt) => aDelivery({ nextAttemptAt }));
      const held = aDelivery();
      await deliveries.insert([...all, held, aDelivery({ state: 'dead' })]);
      await deliveries.claim(held.id, T0, leaseUntil(60));
      expect(await deliveries.due(at(10), 10)).toEqual([all[1]?.id, all[2]?.id, all[0]?.id]);
      expect(await deliveries.due(at(10), 2)).toEqual([all[1]?.id, all[2]?.id]);
    });

    it('is sent again only when it is dead', async () => {
      const { deliveries } = context().stores;
      const attempts = [{ at: T0, outcome: 'dead', detail: 'Gone.' } as const];
      const dead = aDelivery({ state: 'dead', nextAttemptAt: null, attempts });
      await deliveries.insert([dead]);
      expect(await deliveries.redrive(dead.id, at(50))).toMatchObject({
        state: 'pending',
        nextAttemptAt: at(50),
        attempts,
      });
      expect(await deliveries.redrive(dead.id, at(51))).toBeNull();
      expect(await deliveries.redrive(newId(), at(51))).toBeNull();
      expect(await deliveries.due(at(50), 10)).toEqual([dead.id]);
      expect(await deliveries.countDead()).toBe(0);
    });
  });
