import type { PendingNotification } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { announcement, BY, insertAlerts, resolvedAt, taken, told } from './alert-fixtures.ts';
import { inParallel, type Context } from './context.ts';
import { anAlert, at, T0 } from './fixtures.ts';

export const alertLifeContract = (context: Context) =>
  describe('the life of an alert', () => {
    it('says what is true now, unless somebody else changed it or it has ended', async () => {
      const { setNow, stores } = context();
      const { alerts } = stores;
      const alert = anAlert({ targetId: null, kind: 'system' });
      await insertAlerts(context, [alert]);
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

    it('is acknowledged once', async () => {
      const { setNow, stores } = context();
      const alert = anAlert();
      await insertAlerts(context, [alert]);
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
        acknowledgements: [{ is: 'acknowledged', ...taken(at(7), 'on it') }],
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
      await insertAlerts(context, [alert]);
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
      await insertAlerts(context, [alert]);
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
      await insertAlerts(context, all);
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
      await insertAlerts(context, [alert]);
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
      await insertAlerts(context, [waiting, fresh, anAlert()]);
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
  });
