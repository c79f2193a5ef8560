import { Types } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import type { Context } from './context.ts';
import { anOpenIntent, at, aTarget, T0 } from './fixtures.ts';

export const targetFollowUpContract = (context: Context) =>
  describe('targets: what follows', () => {
    it('finds targets whose intents have waited, removed ones too', async () => {
      const { setNow, stores } = context();
      const waiting = aTarget({ intents: [anOpenIntent()] });
      const removed = aTarget();
      const fresh = aTarget({ intents: [anOpenIntent()], updatedAt: at(20) });
      for (const one of [waiting, removed, fresh, aTarget()]) {
        await stores.targets.insert(one, { unique: true });
      }
      setNow(at(1));
      const erase = { id: newId(), type: 'erase' as const };
      await stores.targets.change(removed.id, 1, { removedAt: at(1), intents: [erase] });
      const found = await stores.targets.withIntents(at(10), 10);
      expect(new Set(found.map(({ id }) => id))).toEqual(new Set([waiting.id, removed.id]));
      expect(found.find(({ id }) => id === removed.id)).toMatchObject({
        removedAt: at(1),
        intents: [erase],
      });
      expect(await stores.targets.withIntents(at(10), 1)).toHaveLength(1);
      expect(await stores.targets.withIntents(T0, 10)).toHaveLength(0);
      const others = await stores.targets.withIntents(at(10), 10, [waiting.id]);
      expect(others.map(({ id }) => id)).toEqual([removed.id]);
    });

    it('finds intents that have waited on a target that changes all the time', async () => {
      const { targets } = context().stores;
      const id = Types.ObjectId.createFromTime(T0.getTime() / 1_000).toHexString();
      const intents = [{ ...anOpenIntent(), id }, anOpenIntent()];
      const busy = aTarget({ intents, updatedAt: at(20) });
      const fresh = aTarget({ intents: [anOpenIntent()], updatedAt: at(20) });
      for (const one of [busy, fresh]) await targets.insert(one, { unique: true });
      expect(await targets.withIntents(T0, 10)).toEqual([]);
      const found = await targets.withIntents(at(10), 10);
      expect(found.map(({ id }) => id)).toEqual([busy.id]);
    });

    it('finds what a clock that was ahead has written, until it is repaired', async () => {
      const { setNow, stores } = context();
      const target = aTarget({ intents: [anOpenIntent()], recent: [] });
      await stores.targets.insert(target, { unique: true });
      setNow(at(3_600));
      await stores.targets.change(target.id, 1, { name: 'from the future' });
      setNow(T0);
      await stores.targets.change(target.id, 2, { name: 'from now' });
      expect(await stores.targets.changedSince(at(30), 10)).toEqual([target.id]);
      expect(await stores.targets.withIntents(T0, 10)).toHaveLength(1);
      const hours = [
        { hour: T0, good: 1, failed: 2, inconclusive: 0, timed: 1, sumMs: 5, maxMs: 5 },
        { hour: at(3_600), good: 7, failed: 0, inconclusive: 0, timed: 0, sumMs: 0, maxMs: 0 },
      ];
      const past = [{ from: at(-9), to: T0 }];
      const repair = { hours, gaps: past, pauses: past, createdAt: at(-60) };
      await stores.targets.change(target.id, 3, { repair });
      expect(await stores.targets.changedSince(at(1), 10)).toEqual([]);
      expect(await stores.targets.get(target.id)).toMatchObject({ ...repair, updatedAt: T0 });
    });

    it('drops an intent once it is done, the others stay in order', async () => {
      const { targets } = context().stores;
      const [first, second, third] = [anOpenIntent(), anOpenIntent(), anOpenIntent()];
      const target = aTarget({ intents: [first, second, third] });
      await targets.insert(target, { unique: true });
      await targets.dropIntent(target.id, second.id);
      await targets.dropIntent(target.id, second.id);
      expect(await targets.get(target.id)).toEqual({
        ...target,
        intents: [first, third],
      });
      await targets.dropIntent(target.id, first.id);
      await targets.dropIntent(target.id, third.id);
      expect(await targets.withIntents(at(10), 10)).toEqual([]);
    });

    it('hides a removed target everywhere else', async () => {
      const { targets } = context().stores;
      const target = aTarget({ urlKey: 'k' });
      await targets.insert(target, { unique: true });
      await targets.change(target.id, 1, { removedAt: T0 });
      expect(await targets.get(target.id)).toBeNull();
      expect(await targets.getMany([target.id])).toEqual([]);
      expect(await targets.counts()).toMatchObject({ all: 0 });
      expect(await targets.changedSince(at(-10), 10)).toEqual([]);
      const page = await targets.list({
        search: null,
        kind: null,
        tags: [],
        tagMatch: 'all',
        statuses: [],
        sort: 'worst',
        isReversed: false,
        cursor: null,
        limit: 10,
      });
      expect(page).toEqual({ items: [], nextCursor: null });
    });

    it('erases a target only when it is marked as removed', async () => {
      const { targets } = context().stores;
      const target = aTarget({ intents: [anOpenIntent()] });
      await targets.insert(target, { unique: true });
      await targets.erase(target.id);
      expect(await targets.get(target.id)).not.toBeNull();
      await targets.change(target.id, 1, { removedAt: T0 });
      await targets.erase(target.id);
      await targets.erase(target.id);
      expect(await targets.withIntents(at(1_000), 10)).toEqual([]);
    });

    it('tells what has changed, newest last', async () => {
      const { setNow, stores } = context();
      const [a, b, c] = [aTarget(), aTarget({ updatedAt: at(1) }), aTarget({ updatedAt: at(2) })];
      for (const one of [a, b, c]) await stores.targets.insert(one, { unique: true });
      setNow(at(3));
      await stores.targets.change(a.id, 1, { name: 'new' });
      expect(await stores.targets.changedSince(at(1), 10)).toEqual([b.id, c.id, a.id]);
      expect(await stores.targets.changedSince(at(1), 2)).toEqual([b.id, c.id]);
      expect(await stores.targets.changedSince(at(4), 10)).toEqual([]);
    });
  });
