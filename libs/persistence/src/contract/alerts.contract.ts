import { describe, expect, it } from 'vitest';
import { newId, toObjectId } from '../common/ids.ts';
import { announcement, insertAlerts, resolvedAt, taken } from './alert-fixtures.ts';
import { inParallel, type Context } from './context.ts';
import { aDomainAlert, anAlert, at } from './fixtures.ts';

export const alertsContract = (context: Context) =>
  describe('alerts', () => {
    it('gives back what was stored', async () => {
      const { alerts } = context().stores;
      const full = anAlert({
        ...resolvedAt(at(9)),
        acknowledgedAt: at(5),
        acknowledgedNote: 'on it',
        announcements: [announcement('opened'), announcement('resolved', 9)],
      });
      const ours = anAlert({ targetId: null, kind: 'system' });
      await insertAlerts(context, [full, ours]);
      expect(await alerts.get(full.id)).toEqual(full);
      expect(await alerts.get(ours.id)).toEqual(ours);
      expect(await alerts.get(newId())).toBeNull();
    });

    it('stores an alert once', async () => {
      const { alerts } = context().stores;
      const alert = anAlert();
      await insertAlerts(context, [alert]);
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
      await insertAlerts(context, [first, anAlert({ targetId, kind: 'persistent' }), anAlert()]);
      const next = anAlert({ targetId });
      expect(await alerts.insert(next)).toBe('other-open');
      expect(await alerts.get(next.id)).toBeNull();
      await alerts.end(first.id, { at: at(5), ending: 'recovered', announcement: null });
      expect(await alerts.insert(next)).toBe('inserted');
      await insertAlerts(context, [anAlert({ targetId, ...resolvedAt(at(1)) })]);
    });

    it('tells the subjects of one target apart: its own alerts and those of its domain', async () => {
      const { alerts } = context().stores;
      const targetId = newId();
      const own = anAlert({ targetId, kind: 'certificate' });
      const shop = aDomainAlert('shop.example', { targetId });
      const trouble = aDomainAlert('shop.example', { targetId: null, kind: 'check-trouble' });
      const other = aDomainAlert('other.example', { targetId });
      await insertAlerts(context, [
        own,
        shop,
        trouble,
        other,
        anAlert({ targetId: null, kind: 'system' }),
      ]);
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

    it('opens none of what was over before somebody came with it', async () => {
      const { alerts } = context().stores;
      const late = anAlert();
      expect(await alerts.isTaken(late.id)).toBe(false);
      expect(await alerts.preclude(late.id, at(5))).toBe(true);
      expect(await alerts.isTaken(late.id)).toBe(true);
      expect(await alerts.preclude(late.id, at(6))).toBe(true);
      expect(await alerts.insert(late)).toBe('exists');
      expect(await alerts.get(late.id)).toBeNull();
      expect((await alerts.list({ limit: 10 })).items).toEqual([]);
      expect(await alerts.changedSince(at(-1e6), 10)).toEqual([]);
      expect(await alerts.removeBefore(at(10), 10)).toBe(0);
      const known = anAlert();
      await insertAlerts(context, [known]);
      expect(await alerts.preclude(known.id, at(5))).toBe(false);
      expect(await alerts.isTaken(known.id)).toBe(true);
      expect(await alerts.get(known.id)).toEqual(known);
    });

    it('is opened or precluded, whoever comes first', async () => {
      const { alerts } = context().stores;
      for (let round = 0; round < 20; round++) {
        const alert = anAlert();
        const [, isPrecluded] = await Promise.all([
          alerts.insert(alert),
          alerts.preclude(alert.id, at(5)),
          alerts.insert(alert),
        ]);
        expect((await alerts.get(alert.id)) === null).toBe(isPrecluded);
      }
    });
  });
