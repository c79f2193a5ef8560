import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { insertAlerts, resolvedAt, taken } from './alert-fixtures.ts';
import { readAll, type Context } from './context.ts';
import { aDomainAlert, anAlert, at, T0 } from './fixtures.ts';

export const alertListContract = (context: Context) =>
  describe('lists of alerts', () => {
    it('finds the outages of a target that touch a time, and no other alert', async () => {
      const { alerts } = context().stores;
      const targetId = newId();
      const outage = (from: number, to: number | null) =>
        anAlert({
          targetId,
          since: at(from),
          openedAt: at(from + 30),
          ...(to === null ? {} : resolvedAt(at(to))),
        });
      const [early, before, within, late] = [
        outage(-900, -800),
        outage(-600, -400),
        outage(-300, -200),
        outage(100, null),
      ];
      const acknowledged = {
        ...outage(-50, -50),
        resolution: 'acknowledged',
        endedAt: null,
      } as const;
      await insertAlerts(context, [early, before, within, acknowledged, late]);
      await insertAlerts(context, [
        anAlert({ targetId, kind: 'certificate', since: at(-300) }),
        anAlert({ since: at(-300) }),
      ]);
      const found = async (from: number, to: number) =>
        (await alerts.outages(targetId, { from: at(from), to: at(to) })).map(({ id }) => id).sort();
      expect(await found(-500, 0)).toEqual([before.id, within.id, acknowledged.id].sort());
      expect(await found(-400, -300)).toEqual([]);
      expect(await found(300, 400)).toEqual([acknowledged.id, late.id].sort());
      const other = anAlert({ targetId: newId(), since: at(-300), ...resolvedAt(at(-200)) });
      await insertAlerts(context, [other]);
      const ofBoth = [targetId, other.targetId ?? ''];
      const both = await alerts.outagesOf(ofBoth, { from: at(-250), to: at(-150) });
      expect(both.map(({ id }) => id).sort()).toEqual([within.id, other.id].sort());
    });

    it('lists open ones first, then the newest first, page by page', async () => {
      const { alerts } = context().stores;
      const order = [
        anAlert({ openedAt: at(5) }),
        anAlert({ openedAt: at(1) }),
        anAlert({ openedAt: at(9), ...resolvedAt(at(10)) }),
        anAlert({ openedAt: at(9), ...resolvedAt(at(10)) }),
        anAlert({ openedAt: at(2), ...resolvedAt(at(3)) }),
      ];
      order.splice(2, 2, ...order.slice(2, 4).sort((a, b) => (a.id < b.id ? 1 : -1)));
      await insertAlerts(context, order.toReversed());
      expect((await alerts.list({ limit: 10 })).items).toEqual(order);
      const read = (cursor: string | undefined) => alerts.list({ limit: 2, cursor });
      expect(await readAll(read)).toEqual(order);
    });

    it('lists several subjects in one order, page by page', async () => {
      const { alerts } = context().stores;
      const targetId = newId();
      const order = [
        anAlert({ targetId, openedAt: at(5) }),
        aDomainAlert('shop.example', { openedAt: at(2) }),
        anAlert({ targetId, kind: 'slow', openedAt: at(1) }),
        aDomainAlert('shop.example', { openedAt: at(9), ...resolvedAt(at(10)) }),
        anAlert({ targetId, openedAt: at(3), ...resolvedAt(at(4)) }),
      ];
      await insertAlerts(context, [
        ...order.toReversed(),
        anAlert(),
        aDomainAlert('other.example'),
      ]);
      const subjects = [targetId, 'domain:shop.example'];
      expect(await readAll((cursor) => alerts.list({ subjects, limit: 2, cursor }))).toEqual(order);
    });

    it('lists by state, kind and subject', async () => {
      const { alerts } = context().stores;
      const targetId = newId();
      const open = anAlert({ targetId });
      const slow = anAlert({ targetId, kind: 'slow', openedAt: at(-5) });
      const old = anAlert({ targetId, ...resolvedAt(at(1)) });
      await insertAlerts(context, [open, slow, old, anAlert()]);
      const list = async (query: object) =>
        (await alerts.list({ ...query, limit: 10 })).items.map(({ id }) => id);
      expect(await list({ subjects: [targetId] })).toEqual([open.id, slow.id, old.id]);
      expect(await list({ subjects: [targetId], state: 'open' })).toEqual([open.id, slow.id]);
      expect(await list({ subjects: [targetId], state: 'resolved', kind: 'down' })).toEqual([
        old.id,
      ]);
      expect(await list({ kind: 'slow' })).toEqual([slow.id]);
      await expect(alerts.list({ limit: 1, cursor: 'x' })).rejects.toMatchObject({
        code: 'invalid',
      });
    });

    it('counts open ones by subject', async () => {
      const { alerts } = context().stores;
      const [one, two, none] = [newId(), newId(), newId()];
      await insertAlerts(context, [
        anAlert({ targetId: one }),
        anAlert({ targetId: one, kind: 'slow' }),
        anAlert({ targetId: two }),
        anAlert({ targetId: none, ...resolvedAt(at(1)) }),
        anAlert(),
      ]);
      expect(await alerts.countOpen([one, two, none])).toEqual(
        new Map([
          [one, 2],
          [two, 1],
        ]),
      );
      expect(await alerts.countOpen([])).toEqual(new Map());
    });

    it('tells what has changed, newest last', async () => {
      const { setNow, stores } = context();
      const [a, b] = [anAlert({ updatedAt: T0 }), anAlert({ updatedAt: at(2) })];
      await insertAlerts(context, [a, b]);
      setNow(at(3));
      await stores.alerts.acknowledge(a.id, taken(at(3), null));
      const changed = await stores.alerts.changedSince(at(2), 10);
      expect(changed.map(({ id }) => id)).toEqual([b.id, a.id]);
      expect(await stores.alerts.changedSince(at(2), 1)).toEqual([b]);
      expect(await stores.alerts.changedSince(at(4), 10)).toEqual([]);
    });
  });
