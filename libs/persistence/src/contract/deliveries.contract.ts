import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { inParallel, readAll, type Context } from './context.ts';
import { aDelivery, at, T0 } from './fixtures.ts';

export const deliveriesContract = (context: Context) =>
  describe('deliveries', () => {
    it('gives back what was stored', async () => {
      const { deliveries } = context().stores;
      const full = aDelivery({
        state: 'dead',
        attempts: [{ at: T0, outcome: 'dead', fact: { is: 'text', text: 'No such channel.' } }],
        nextAttemptAt: null,
      });
      const inApp = aDelivery({ channelId: null, channelKind: 'in-app' });
      await deliveries.insert([full, inApp]);
      expect(await deliveries.get(full.id)).toEqual(full);
      expect(await deliveries.get(inApp.id)).toEqual(inApp);
      expect(await deliveries.get(newId())).toBeNull();
    });

    it('stores each idempotency key once', async () => {
      const { deliveries } = context().stores;
      const first = aDelivery({ idempotencyKey: 'a' });
      const second = aDelivery({ idempotencyKey: 'b' });
      await deliveries.insert([first]);
      const again = aDelivery({ idempotencyKey: 'a', state: 'dead' });
      await deliveries.insert([again, second]);
      expect(await deliveries.get(again.id)).toBeNull();
      expect(await deliveries.get(first.id)).toEqual(first);
      expect(await deliveries.get(second.id)).toEqual(second);
      await deliveries.insert([first]);
      await deliveries.insert([]);
      expect((await deliveries.list({ limit: 10 })).items).toHaveLength(2);
    });

    it('stores a delivery once when many insert it at once', async () => {
      const { deliveries } = context().stores;
      const keys = ['a', 'b', 'c'];
      await inParallel(10, () =>
        deliveries.insert(keys.map((idempotencyKey) => aDelivery({ idempotencyKey }))),
      );
      expect((await deliveries.list({ limit: 100 })).items).toHaveLength(3);
    });

    it('finds the newest message that a channel has delivered since an instant', async () => {
      const { deliveries } = context().stores;
      const [channelId, recipient] = [newId(), 'a@example.org'];
      const sent = { channelId, state: 'sent', nextAttemptAt: null } as const;
      await deliveries.insert([
        aDelivery({ ...sent, createdAt: at(1), recipient }),
        aDelivery({ ...sent, createdAt: at(3), recipient: 'b@example.org' }),
        aDelivery({ ...sent, state: 'dead', createdAt: at(5), recipient }),
        aDelivery({ ...sent, channelId: newId(), createdAt: at(7), recipient }),
      ]);
      const last = (who: string | null, since: number) =>
        deliveries.lastDelivered({ channelId, recipient: who }, at(since));
      expect(await last(null, 1)).toEqual(at(3));
      expect(await last(recipient, 1)).toEqual(at(1));
      expect(await last(recipient, 2)).toBeNull();
      expect(await last(null, 4)).toBeNull();
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
      const dead = all
        .filter(({ state }) => state === 'dead')
        .flatMap((one) => one.channelId ?? []);
      expect(await deliveries.countDead(dead)).toBe(5);
      expect(await deliveries.countDead([newId()])).toBe(0);
      expect(await deliveries.countDead([])).toBe(0);
      await expect(deliveries.list({ limit: 1, cursor: '?' })).rejects.toMatchObject({
        code: 'invalid',
      });
    });
  });
