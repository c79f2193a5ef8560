import type { AlertRecord } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { announcement, BY, letGo, resolvedAt, taken, told } from './alert-fixtures.ts';
import { inParallel, type Context } from './context.ts';
import { anAlert, at, T0 } from './fixtures.ts';

export const alertFollowUpsContract = (context: Context) =>
  describe('alerts that last', () => {
    const insertAll = async (alerts: AlertRecord[]) => {
      for (const one of alerts) expect(await context().stores.alerts.insert(one)).toBe('inserted');
    };

    it('opens again after an acknowledgement, until its condition ends', async () => {
      const { setNow, stores } = context();
      const alert = anAlert();
      await insertAll([alert]);
      expect(await stores.alerts.unacknowledge(alert.id, letGo(at(8)))).toBeNull();
      await stores.alerts.acknowledge(alert.id, taken(at(7), 'on it', at(600)));
      expect(await stores.alerts.get(alert.id)).toMatchObject({ acknowledgedUntil: at(600) });
      setNow(at(9));
      const news = announcement('reopened', 9);
      expect(await stores.alerts.unacknowledge(alert.id, letGo(at(9), news))).toEqual({
        ...alert,
        updatedAt: at(9),
        dueAt: at(9),
        announcements: [news],
        acknowledgements: [
          { is: 'acknowledged', ...taken(at(7), 'on it', at(600)) },
          { is: 'withdrawn', at: at(9), by: BY },
        ],
      });
      await stores.alerts.acknowledge(alert.id, taken(at(10)));
      expect((await stores.alerts.get(alert.id))?.acknowledgements).toMatchObject([
        { is: 'acknowledged', note: 'on it' },
        { is: 'withdrawn' },
        { is: 'acknowledged', at: at(10) },
      ]);
      await stores.alerts.end(alert.id, { at: at(11), ending: 'recovered', announcement: null });
      expect(await stores.alerts.unacknowledge(alert.id, letGo(at(12)))).toBeNull();
    });

    it('does not open again beside another one about the same', async () => {
      const { alerts } = context().stores;
      const first = anAlert();
      await insertAll([first]);
      await alerts.acknowledge(first.id, taken(at(1)));
      const second = anAlert({ targetId: first.targetId });
      await insertAll([second]);
      expect(await alerts.unacknowledge(first.id, letGo(at(2)))).toBeNull();
      expect(await alerts.get(first.id)).toMatchObject({ state: 'resolved' });
    });

    it('is the latest about something: the open one, else the newest', async () => {
      const { alerts } = context().stores;
      const targetId = newId();
      const old = anAlert({ targetId, openedAt: at(1), ...resolvedAt(at(2)) });
      const open = anAlert({ targetId, openedAt: at(0) });
      await insertAll([old, anAlert({ targetId, kind: 'slow', openedAt: at(9) })]);
      expect((await alerts.latest(targetId, 'down'))?.id).toBe(old.id);
      await insertAll([open]);
      expect((await alerts.latest(targetId, 'down'))?.id).toBe(open.id);
      expect(await alerts.latest(newId(), 'down')).toBeNull();
    });

    it('is found when the clock asks something of it, and followed by one of many', async () => {
      const { alerts } = context().stores;
      const alert = anAlert({ announcements: [announcement('opened')] });
      const other = anAlert({ announcements: [announcement('opened')] });
      await insertAll([alert, other]);
      const dueIds = async (seconds: number) =>
        (await alerts.due(at(seconds), 10)).map(({ id }) => id);
      await alerts.planned(alert.id, 'opened', { ...told, dueAt: at(60) });
      await alerts.planned(alert.id, 'opened', { ...told, dueAt: at(1) });
      await alerts.planned(other.id, 'opened', { ...told, dueAt: at(90) });
      expect(await dueIds(59)).toEqual([]);
      expect(await dueIds(90)).toEqual([alert.id, other.id]);
      expect(await alerts.due(at(90), 10, [alert.id])).toHaveLength(1);
      const followUp = { reminders: 1, level: 0, toldAt: T0, remindedAt: at(60) };
      const notifications = [announcement('reminder-1', 60)];
      const answers = await inParallel(5, () =>
        alerts.follow(alert.id, at(60), { followUp, notifications, dueAt: null }),
      );
      expect(answers.filter((one) => one !== null)).toMatchObject([
        { followUp, announcements: notifications },
      ]);
      expect(await alerts.get(alert.id)).not.toHaveProperty('dueAt');
      await alerts.follow(alert.id, null, { notifications: [], dueAt: at(200) });
      await alerts.lookAgain(at(100), [alert.subject]);
      expect((await alerts.get(alert.id))?.dueAt).toEqual(at(100));
      expect((await alerts.get(other.id))?.dueAt).toEqual(at(90));
      await alerts.lookAgain(at(80), null);
      expect((await alerts.get(other.id))?.dueAt).toEqual(at(80));
      await alerts.follow(other.id, at(80), { notifications: [], dueAt: null });
      await alerts.lookAgain(at(95), null);
      expect((await alerts.get(other.id))?.dueAt).toEqual(at(95));
    });

    it('stands for a site that goes up and down until it is steady', async () => {
      const { alerts } = context().stores;
      const flapping = { since: T0, changes: 1, isUp: false, changedAt: T0 };
      const alert = anAlert({ flapping });
      await insertAll([alert]);
      const next = { ...flapping, changes: 2, isUp: true, changedAt: at(30) };
      const change = { flapping: next, outageIds: [alert.id, newId()] };
      const answers = await inParallel(5, () => alerts.flap(alert.id, 1, change));
      expect(answers.filter((one) => one !== null)).toMatchObject([{ ...change, dueAt: at(30) }]);
      const stale = {
        at: at(60),
        ending: 'recovered',
        announcement: null,
        seenChanges: 1,
      } as const;
      expect(await alerts.end(alert.id, stale)).toBeNull();
      const settled = await alerts.follow(alert.id, at(30), {
        notifications: [announcement('steady', 60)],
        dueAt: null,
        settledSince: at(30),
      });
      expect(settled).toMatchObject({ since: at(30), outageIds: change.outageIds });
      expect(settled).not.toHaveProperty('flapping');
      expect(await alerts.flap(alert.id, 2, change)).toBeNull();
    });

    it('ends once it was up for a while, where it has not changed since', async () => {
      const { alerts } = context().stores;
      const alert = anAlert({ flapping: { since: T0, changes: 4, isUp: true, changedAt: T0 } });
      await insertAll([alert]);
      const end = { at: at(60), ending: 'recovered', announcement: null } as const;
      expect(await alerts.end(alert.id, { ...end, seenChanges: 3 })).toBeNull();
      expect(await alerts.end(alert.id, { ...end, seenChanges: 4 })).toMatchObject({
        ...{ state: 'resolved', endedAt: at(60) },
      });
    });

    it('names the targets behind it, each once, and not too many', async () => {
      const { alerts } = context().stores;
      const alert = anAlert();
      await insertAll([alert]);
      const [a, b, c] = [
        { id: newId(), name: 'a' },
        { id: newId(), name: 'b' },
        { id: newId(), name: 'c' },
      ];
      for (const one of [a, a, b, c]) await alerts.nameBehind(alert.id, one, 2);
      expect((await alerts.get(alert.id))?.behind).toEqual([a, b]);
    });

    it('keeps the places that it was seen from', async () => {
      const { alerts } = context().stores;
      const alert = anAlert({ places: ['fra', 'hel'] });
      await insertAll([alert]);
      expect((await alerts.get(alert.id))?.places).toEqual(['fra', 'hel']);
    });

    it('gets a secret for its link that nobody can guess', async () => {
      const { alerts } = context().stores;
      const { linkSecret: _, ...alert } = anAlert();
      await insertAll([alert]);
      expect((await alerts.get(alert.id))?.linkSecret).toMatch(/^[0-9a-f]{32}$/);
    });

    it('tells something once more, and once', async () => {
      const { alerts } = context().stores;
      const alert = anAlert(resolvedAt(at(5)));
      await insertAll([alert]);
      const news = announcement('resolved', 9);
      await alerts.announce(alert.id, news);
      await alerts.announce(alert.id, announcement('resolved', 12));
      expect((await alerts.get(alert.id))?.announcements).toEqual([news]);
      await alerts.planned(alert.id, 'resolved', told);
      await alerts.announce(alert.id, news);
      expect((await alerts.get(alert.id))?.announcements).toEqual([news]);
    });
  });
