import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { inParallel, type Context } from './context.ts';
import { aCheck, aDelivery, anAlert, anInboxItem, at, T0 } from './fixtures.ts';

const leaseUntil = (seconds: number) => ({ token: newId(), until: at(seconds) });

export const housekeepingContract = (context: Context) =>
  describe('housekeeping', () => {
    it('is the right of one process at a time, whenever it is due', async () => {
      const { housekeeping } = context().stores;
      expect(await housekeeping.memory()).toBeNull();
      const claims = await inParallel(5, () => housekeeping.claim(T0, leaseUntil(60)));
      expect(claims.filter((claim) => claim !== null)).toEqual([{ memory: null }]);
      const lease = leaseUntil(120);
      expect(await housekeeping.claim(at(59), lease)).toBeNull();
      expect(await housekeeping.claim(at(60), lease)).toEqual({ memory: null });
      expect(await housekeeping.renew(lease.token, at(200))).toBe(true);
      expect(await housekeeping.claim(at(150), leaseUntil(300))).toBeNull();
      const sizes = [{ at: at(100), bytes: 5_000_000_000 }];
      const memory = { at: at(150), heldUntil: at(900), sizes };
      await housekeeping.complete(lease.token, memory, at(400));
      expect(await housekeeping.memory()).toEqual(memory);
      expect(await housekeeping.claim(at(399), leaseUntil(500))).toBeNull();
      expect(await housekeeping.claim(at(400), leaseUntil(500))).toEqual({ memory });
      expect(await housekeeping.renew(lease.token, at(900))).toBe(false);
    });

    it('is not kept back by a clock that was ahead', async () => {
      const { housekeeping } = context().stores;
      await housekeeping.claim(at(1e8), leaseUntil(1e8 + 60));
      const lease = leaseUntil(60);
      expect(await housekeeping.claim(T0, lease)).toEqual({ memory: null });
      await housekeeping.complete(lease.token, { at: T0 }, at(1e8));
      expect(await housekeeping.claim(at(1), leaseUntil(90))).toEqual({ memory: { at: T0 } });
    });
  });

const DAY = 86_400;

export const removalsContract = (context: Context) =>
  describe('what is older than it is kept', () => {
    it('goes a few at a time: checks of whole days, and their evidence', async () => {
      const { results } = context().stores;
      const failure = { class: 'dns', code: null, fact: { is: 'code' } } as const;
      const ids = Array.from({ length: 3 }, newId);
      for (const targetId of ids) {
        const checks = [0, 1, 2].map((days) => aCheck(at(days * DAY), { failure }));
        await results.append([{ targetId, checks }]);
      }
      const left = async () =>
        await Promise.all(
          ['history', 'evidence'].map((name) =>
            context().connection.collection(name).countDocuments(),
          ),
        );
      for (const day of await results.openDays(at(3 * DAY), 100)) await results.closeDay(day);
      expect(await left()).toEqual([9, 9]);
      expect(await results.removeDays(at(DAY), 2)).toBe(2);
      expect(await results.removeDays(at(DAY), 2)).toBe(1);
      expect(await results.removeDays(at(DAY), 2)).toBe(0);
      expect(await results.removeEvidence(at(2 * DAY), 100)).toBe(6);
      expect(await left()).toEqual([6, 3]);
      for (const targetId of ids) {
        const checks = (
          await Array.fromAsync(results.range(targetId, at(-DAY), at(9 * DAY)))
        ).flat();
        expect(checks.map(({ slot }) => slot)).toEqual([at(DAY), at(2 * DAY)]);
      }
    });

    it('goes with alerts that have ended, and leaves those that last', async () => {
      const { alerts } = context().stores;
      const ended = (seconds: number) =>
        ({ state: 'resolved', resolvedAt: at(seconds), endedAt: at(seconds) }) as const;
      const gone = anAlert({ openedAt: at(0), ...ended(50) });
      const kept = [
        anAlert({ openedAt: at(0) }),
        anAlert({ openedAt: at(0), ...ended(150) }),
        anAlert({ openedAt: at(0), ...ended(50), endedAt: null }),
        anAlert({ openedAt: at(100), ...ended(120) }),
      ];
      for (const one of [gone, ...kept]) await alerts.insert(one);
      expect(await alerts.removeBefore(at(100), 10)).toBe(1);
      expect(await alerts.removeBefore(at(100), 10)).toBe(0);
      expect(await alerts.get(gone.id)).toBeNull();
      for (const one of kept) expect(await alerts.get(one.id)).not.toBeNull();
    });

    it('goes with deliveries that do not wait, and with the inbox', async () => {
      const { deliveries, inbox } = context().stores;
      const sent = [at(0), at(1), at(100)].map((createdAt) =>
        aDelivery({ createdAt, state: 'sent', nextAttemptAt: null }),
      );
      const waiting = aDelivery({ createdAt: at(0) });
      await deliveries.insert([...sent, waiting]);
      expect(await deliveries.removeBefore(at(100), 1)).toBe(1);
      expect(await deliveries.removeBefore(at(100), 10)).toBe(1);
      expect(await deliveries.removeBefore(at(100), 10)).toBe(0);
      expect(await deliveries.get(waiting.id)).not.toBeNull();
      expect(await deliveries.get(sent[2]?.id ?? '')).not.toBeNull();
      const items = [at(0), at(100)].map((one) => anInboxItem({ at: one }));
      for (const item of items) await inbox.insert([item]);
      expect(await inbox.removeBefore(at(100), 10)).toBe(1);
      expect((await inbox.list({ limit: 10 })).items).toEqual(items.slice(1));
    });
  });
