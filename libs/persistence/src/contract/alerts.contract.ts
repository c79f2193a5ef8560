import type { AlertRecord, PendingNotification } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { newId, toObjectId } from '../common/ids.ts';
import { announcement, BY, resolvedAt, taken, told } from './alert-fixtures.ts';
import { inParallel, readAll, type Context } from './context.ts';
import { aDomainAlert, anAlert, at, T0 } from './fixtures.ts';

export const alertsContract = (context: Context) =>
  describe('alerts', () => {
    const insertAll = async (alerts: AlertRecord[]) => {
      for (const one of alerts) expect(await context().stores.alerts.insert(one)).toBe('inserted');
    };

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
      await insertAll([early, before, within, acknowledged, late]);
      await insertAll([
        anAlert({ targetId, kind: 'certificate', since: at(-300) }),
        anAlert({ since: at(-300) }),
      ]);
      const found = async (from: number, to: number) =>
        (await alerts.outages(targetId, { from: at(from), to: at(to) })).map(({ id }) => id).sort();
      expect(await found(-500, 0)).toEqual([before.id, within.id, acknowledged.id].sort());
      expect(await found(-400, -300)).toEqual([]);
      expect(await found(300, 400)).toEqual([acknowledged.id, late.id].sort());
    });

    it('says what is true now, unless somebody else changed it or it has ended', async () => {
      const { setNow, stores } = context();
      const { alerts } = stores;
      const alert = anAlert({ targetId: null, kind: 'system' });
      await insertAll([alert]);
      const trouble = {
        key: 'loop',
        severity: 'warning',
        fact: { is: 'loop', delayMs: 2_000 },
        since: T0,
        until: null,
      } as const;
      const change = {
        severity: 'warning',
        cause: { is: 'text', text: 'Slow.' },
        troubles: [trouble],
      } as const;
      const restate = (seenAt: Date, news: PendingNotification | null = null) =>
        alerts.restate(alert.id, seenAt, {
          ...change,
          troubles: [...change.troubles],
          announcement: news,
        });
      setNow(at(10));
      const news = announcement('reminder-loop', 10);
      expect(await restate(alert.updatedAt, news)).toEqual({
        ...alert,
        ...change,
        updatedAt: at(10),
        announcements: [...alert.announcements, news],
      });
      expect(await restate(alert.updatedAt, announcement('late', 11))).toBeNull();
      await alerts.acknowledge(alert.id, taken(at(10), null));
      const restated = await alerts.restate(alert.id, at(10), {
        severity: 'critical',
        cause: { is: 'text', text: 'Other words.' },
        troubles: [],
        announcement: announcement('late', 11),
      });
      expect(restated).toMatchObject({ cause: change.cause, troubles: [], state: 'resolved' });
      await alerts.end(alert.id, { at: at(10), ending: 'recovered', announcement: null });
      expect(await restate(at(10))).toBeNull();
      expect(
        await alerts.restate(newId(), T0, { ...change, troubles: [], announcement: null }),
      ).toBeNull();
    });

    it('gives back what was stored', async () => {
      const { alerts } = context().stores;
      const full = anAlert({
        ...resolvedAt(at(9)),
        acknowledgedAt: at(5),
        acknowledgedNote: 'on it',
        announcements: [announcement('opened'), announcement('resolved', 9)],
      });
      const ours = anAlert({ targetId: null, kind: 'system' });
      await insertAll([full, ours]);
      expect(await alerts.get(full.id)).toEqual(full);
      expect(await alerts.get(ours.id)).toEqual(ours);
      expect(await alerts.get(newId())).toBeNull();
    });

    it('stores an alert once', async () => {
      const { alerts } = context().stores;
      const alert = anAlert();
      await insertAll([alert]);
      expect(await alerts.insert({ ...alert, cause: { is: 'text', text: 'other' } })).toBe(
        'exists',
      );
      await alerts.acknowledge(alert.id, taken(at(1), null));
      expect(await alerts.insert(alert)).toBe('exists');
      expect(await alerts.get(alert.id)).toMatchObject({ state: 'resolved', cause: alert.cause });
    });

    it('has at most one open alert per subject and kind', async () => {
      const { alerts } = context().stores;
      const targetId = newId();
      const first = anAlert({ targetId });
      await insertAll([first, anAlert({ targetId, kind: 'persistent' }), anAlert()]);
      const next = anAlert({ targetId });
      expect(await alerts.insert(next)).toBe('other-open');
      expect(await alerts.get(next.id)).toBeNull();
      await alerts.end(first.id, { at: at(5), ending: 'recovered', announcement: null });
      expect(await alerts.insert(next)).toBe('inserted');
      await insertAll([anAlert({ targetId, ...resolvedAt(at(1)) })]);
    });

    it('tells the subjects of one target apart: its own alerts and those of its domain', async () => {
      const { alerts } = context().stores;
      const targetId = newId();
      const own = anAlert({ targetId, kind: 'certificate' });
      const shop = aDomainAlert('shop.example', { targetId });
      const trouble = aDomainAlert('shop.example', { targetId: null, kind: 'check-trouble' });
      const other = aDomainAlert('other.example', { targetId });
      await insertAll([own, shop, trouble, other, anAlert({ targetId: null, kind: 'system' })]);
      for (const one of [shop, trouble]) {
        expect(await alerts.get(one.id)).toEqual(one);
        expect(await alerts.insert({ ...one, id: newId() })).toBe('other-open');
      }
      const again = aDomainAlert('shop.example', { targetId: newId() });
      expect(await alerts.insert(again)).toBe('other-open');
      const subjects = [targetId, 'domain:shop.example', 'domain:none.example'];
      expect(await alerts.countOpen(subjects)).toEqual(
        new Map([
          [targetId, 1],
          ['domain:shop.example', 2],
        ]),
      );
      const { items } = await alerts.list({ subjects, limit: 10 });
      expect(new Set(items.map(({ id }) => id))).toEqual(new Set([own.id, shop.id, trouble.id]));
      expect((await alerts.list({ subjects: [], limit: 10 })).items).toEqual([]);
    });

    it('goes on where a crash left an id without its alert', async () => {
      const { connection, stores } = context();
      const alert = anAlert();
      await connection
        .collection('alerts')
        .insertOne({ _id: toObjectId(alert.id), state: 'reserved' });
      expect(await stores.alerts.get(alert.id)).toBeNull();
      expect((await stores.alerts.list({ limit: 10 })).items).toEqual([]);
      expect(await stores.alerts.changedSince(at(-1e6), 10)).toEqual([]);
      expect(await stores.alerts.insert(alert)).toBe('inserted');
      expect(await stores.alerts.get(alert.id)).toEqual(alert);
    });

    it('lets one of many parallel openings through', async () => {
      const { alerts } = context().stores;
      const targetId = newId();
      const answers = await inParallel(20, () => alerts.insert(anAlert({ targetId })));
      expect(answers.filter((a) => a === 'inserted')).toHaveLength(1);
      expect(answers.filter((a) => a === 'other-open')).toHaveLength(19);
      expect(await alerts.countOpen([targetId])).toEqual(new Map([[targetId, 1]]));
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
      await insertAll(order.toReversed());
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
      await insertAll([...order.toReversed(), anAlert(), aDomainAlert('other.example')]);
      const subjects = [targetId, 'domain:shop.example'];
      expect(await readAll((cursor) => alerts.list({ subjects, limit: 2, cursor }))).toEqual(order);
    });

    it('lists by state, kind and subject', async () => {
      const { alerts } = context().stores;
      const targetId = newId();
      const open = anAlert({ targetId });
      const slow = anAlert({ targetId, kind: 'slow', openedAt: at(-5) });
      const old = anAlert({ targetId, ...resolvedAt(at(1)) });
      await insertAll([open, slow, old, anAlert()]);
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
      await insertAll([
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

    it('is acknowledged once', async () => {
      const { setNow, stores } = context();
      const alert = anAlert();
      await insertAll([alert]);
      setNow(at(8));
      const acknowledged = await stores.alerts.acknowledge(alert.id, taken(at(7), 'on it'));
      expect(acknowledged).toEqual({
        ...alert,
        state: 'resolved',
        resolvedAt: at(7),
        resolution: 'acknowledged',
        acknowledgedAt: at(7),
        acknowledgedNote: 'on it',
        acknowledgedBy: BY,
        dueAt: at(7),
        updatedAt: at(8),
      });
      expect(await stores.alerts.acknowledge(alert.id, taken(at(9), 'me too'))).toBeNull();
      expect(await stores.alerts.acknowledge(newId(), taken(at(9), null))).toBeNull();
      expect(await stores.alerts.get(alert.id)).toEqual(acknowledged);
    });

    it('ends once, and is resolved by that', async () => {
      const { setNow, stores } = context();
      const alert = anAlert({ announcements: [announcement('opened')] });
      await insertAll([alert]);
      setNow(at(61));
      const end = {
        at: at(60),
        ending: 'recovered',
        announcement: announcement('resolved', 60),
      } as const;
      const answers = await inParallel(5, () => stores.alerts.end(alert.id, end));
      const ended = answers.filter((a) => a !== null);
      expect(ended).toEqual([
        {
          ...alert,
          ...resolvedAt(at(60)),
          updatedAt: at(61),
          announcements: [announcement('opened'), announcement('resolved', 60)],
        },
      ]);
      expect(await stores.alerts.end(newId(), end)).toBeNull();
    });

    it('ends after an acknowledgement and keeps that as its resolution', async () => {
      const { alerts } = context().stores;
      const alert = anAlert();
      await insertAll([alert]);
      await alerts.acknowledge(alert.id, taken(at(7), null));
      const end = { at: at(60), ending: 'paused', announcement: null } as const;
      expect(await alerts.end(alert.id, end)).toMatchObject({
        state: 'resolved',
        resolution: 'acknowledged',
        resolvedAt: at(7),
        endedAt: at(60),
        ending: 'paused',
        announcements: [],
      });
      expect(await alerts.end(alert.id, end)).toBeNull();
    });

    it('is either acknowledged or recovered when both come at once, and ends either way', async () => {
      const { alerts } = context().stores;
      const all = Array.from({ length: 10 }, () => anAlert());
      await insertAll(all);
      await Promise.all(
        all.flatMap(({ id }) => [
          alerts.acknowledge(id, taken(at(1), null)),
          alerts.end(id, { at: at(2), ending: 'recovered', announcement: null }),
        ]),
      );
      for (const { id } of all) {
        const stored = await alerts.get(id);
        expect(stored).toMatchObject({ state: 'resolved', endedAt: at(2) });
        expect(stored?.acknowledgedAt !== null).toBe(stored?.resolution === 'acknowledged');
      }
    });

    it('rises while it is open, each step announced once', async () => {
      const { alerts } = context().stores;
      const alert = anAlert({ kind: 'persistent', severity: 'warning' });
      await insertAll([alert]);
      const step = {
        severity: 'high',
        cause: { is: 'text', text: 'Still down after 6 hours.' },
        announcement: announcement('reminder-high', 60),
      } as const;
      await alerts.escalate(alert.id, step);
      expect(await alerts.escalate(alert.id, step)).toMatchObject({
        severity: 'high',
        cause: { is: 'text', text: 'Still down after 6 hours.' },
        announcements: [announcement('reminder-high', 60)],
      });
      await alerts.acknowledge(alert.id, taken(at(61), null));
      expect(await alerts.escalate(alert.id, step)).toBeNull();
      expect(await alerts.escalate(newId(), step)).toBeNull();
    });

    it('finds announcements that have waited and drops them once done', async () => {
      const { alerts } = context().stores;
      const waiting = anAlert({
        announcements: [announcement('opened'), announcement('resolved', 5)],
      });
      const fresh = anAlert({ announcements: [announcement('opened')], updatedAt: at(20) });
      await insertAll([waiting, fresh, anAlert()]);
      expect(await alerts.withAnnouncements(at(10), 10)).toEqual([waiting]);
      expect(await alerts.withAnnouncements(at(30), 1)).toHaveLength(1);
      await alerts.planned(waiting.id, 'opened', told);
      await alerts.planned(waiting.id, 'opened', told);
      expect((await alerts.get(waiting.id))?.announcements).toEqual([announcement('resolved', 5)]);
      await alerts.planned(waiting.id, 'resolved', told);
      expect(await alerts.withAnnouncements(at(10), 10)).toEqual([]);
    });

    it('finds what a clock that was ahead has left to be announced, and sets its times back', async () => {
      const { setNow, stores } = context();
      const announcements = [{ key: 'opened', event: 'opened' as const, at: at(900) }];
      const times = { openedAt: at(900), since: at(-60), updatedAt: at(900) };
      const alert = anAlert({ ...times, announcements });
      const other = anAlert({ updatedAt: T0 });
      for (const one of [alert, other]) await stores.alerts.insert(one);
      setNow(T0);
      const ids = (await stores.alerts.withAnnouncements(at(-5), 10)).map(({ id }) => id);
      expect(ids).toEqual([alert.id]);
      await stores.alerts.end(alert.id, {
        at: at(950),
        ending: 'recovered',
        announcement: null,
      });
      expect(await stores.alerts.repairFutureTimes(at(30), T0)).toBe(1);
      expect(await stores.alerts.get(alert.id)).toMatchObject({
        ...{ openedAt: T0, since: at(-60), resolvedAt: T0, endedAt: T0, updatedAt: T0 },
        acknowledgedAt: null,
      });
      expect(await stores.alerts.get(other.id)).toEqual(other);
    });

    it('tells what has changed, newest last', async () => {
      const { setNow, stores } = context();
      const [a, b] = [anAlert({ updatedAt: T0 }), anAlert({ updatedAt: at(2) })];
      await insertAll([a, b]);
      setNow(at(3));
      await stores.alerts.acknowledge(a.id, taken(at(3), null));
      const changed = await stores.alerts.changedSince(at(2), 10);
      expect(changed.map(({ id }) => id)).toEqual([b.id, a.id]);
      expect(await stores.alerts.changedSince(at(2), 1)).toEqual([b]);
      expect(await stores.alerts.changedSince(at(4), 10)).toEqual([]);
    });
  });
