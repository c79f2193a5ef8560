import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { inParallel, readAll, type Context } from './context.ts';
import { anInboxItem, at, T0 } from './fixtures.ts';

export const inboxContract = (context: Context) =>
  describe('inbox', () => {
    it('stores an item once', async () => {
      const { inbox } = context().stores;
      const item = anInboxItem({ targetId: null });
      await inParallel(5, () => inbox.insert([item]));
      await inbox.insert([{ ...item, told: { is: 'text', title: 'other', text: '' } }]);
      await inbox.insert([]);
      expect((await inbox.list({ limit: 10 })).items).toEqual([item]);
    });

    it('keeps the words of an older version', async () => {
      const { connection, stores } = context();
      const told = { is: 'text', title: 'Down: Shop', text: 'Why: nothing listens.' } as const;
      const item = anInboxItem({ told });
      await stores.inbox.insert([item]);
      expect(await connection.collection('inbox').findOne({})).toMatchObject({
        ...{ title: told.title, text: told.text },
      });
      expect(await stores.inbox.getMany([item.id])).toEqual([item]);
    });

    it('lists the newest first, unread ones on request, page by page', async () => {
      const { inbox } = context().stores;
      const all = Array.from({ length: 9 }, (_, i) =>
        anInboxItem({ at: at(i % 4), readAt: i % 2 === 0 ? at(50) : null }),
      );
      for (const item of all) await inbox.insert([item]);
      const order = all.toSorted((a, b) => +b.at - +a.at || (a.id < b.id ? 1 : -1));
      expect(await readAll((cursor) => inbox.list({ limit: 2, cursor }))).toEqual(order);
      expect(await readAll((cursor) => inbox.list({ limit: 2, cursor, unreadOnly: true }))).toEqual(
        order.filter(({ readAt }) => readAt === null),
      );
      await expect(inbox.list({ limit: 1, cursor: '' })).rejects.toMatchObject({ code: 'invalid' });
    });

    it('sets back what is dated in the future', async () => {
      const { inbox } = context().stores;
      const [past, future] = [anInboxItem({ at: at(-5) }), anInboxItem({ at: at(900) })];
      for (const item of [past, future]) await inbox.insert([item]);
      expect(await inbox.repairFutureTimes(at(30), T0)).toBe(1);
      expect(await inbox.getMany([future.id])).toEqual([{ ...future, at: T0 }]);
      expect(await inbox.getMany([past.id])).toEqual([past]);
    });

    it('leaves items that a clock that was ahead has dated in their order', async () => {
      const { inbox } = context().stores;
      const ids = [newId(), newId(), newId()].toReversed();
      const items = ids.map((id, place) => anInboxItem({ id, at: at(900 + place) }));
      for (const item of items) await inbox.insert([item]);
      expect(await inbox.repairFutureTimes(at(30), T0)).toBe(3);
      const page = await inbox.list({ limit: 10 });
      expect(page.items.map(({ id }) => id)).toEqual(ids.toReversed());
    });

    it('marks items as read once', async () => {
      const { inbox } = context().stores;
      const [a, b, c] = [anInboxItem(), anInboxItem(), anInboxItem()];
      for (const item of [a, b, c]) await inbox.insert([item]);
      expect(await inbox.countUnread()).toBe(3);
      expect(await inbox.markRead([a.id, newId()], at(5))).toBe(1);
      expect(await inbox.markRead([a.id], at(6))).toBe(0);
      expect(await inbox.countUnread()).toBe(2);
      expect(await inbox.markRead(null, at(7))).toBe(2);
      expect(await inbox.markRead(null, at(8))).toBe(0);
      expect(await inbox.countUnread()).toBe(0);
      const read = await inbox.getMany([a.id, b.id]);
      expect(new Map(read.map(({ id, readAt }) => [id, readAt]))).toEqual(
        new Map([
          [a.id, at(5)],
          [b.id, at(7)],
        ]),
      );
    });

    it('tells what has come since, newest last', async () => {
      const { inbox } = context().stores;
      const [first, second] = [anInboxItem({ at: at(5) }), anInboxItem({ at: at(6) })];
      for (const item of [second, anInboxItem({ at: T0 }), first]) await inbox.insert([item]);
      expect(await inbox.since(at(5), 10)).toEqual([first, second]);
      expect(await inbox.since(at(5), 1)).toEqual([first]);
    });
  });
