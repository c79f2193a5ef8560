import type { AlertRecord } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { announcement, told } from './alert-fixtures.ts';
import { inParallel, type Context } from './context.ts';
import { aDelivery, anAlert, at, aTarget } from './fixtures.ts';

/** Many alerts take the same step at the same moment: each as if it was alone. */
export const alertStormsContract = (context: Context) =>
  describe('alerts of a storm', () => {
    const numbered = (length: number): AlertRecord[] => Array.from({ length }, () => anAlert());
    const insertAll = (alerts: readonly AlertRecord[]) =>
      Promise.all(alerts.map((alert) => context().stores.alerts.insert(alert)));

    it('are stored together, and found together', async () => {
      const { alerts } = context().stores;
      const all = numbered(250);
      expect(new Set(await insertAll(all))).toEqual(new Set(['inserted']));
      const found = await Promise.all([
        ...all.map(({ id }) => alerts.get(id)),
        alerts.get(newId()),
      ]);
      expect(found).toMatchObject([...all.map(({ id, subject }) => ({ id, subject })), null]);
    });

    it('are refused where another one of the subject is open, and only these', async () => {
      const { alerts } = context().stores;
      const [open, ...others] = numbered(3);
      const known = open ?? anAlert();
      await insertAll([known]);
      const second = anAlert({ targetId: known.targetId, subject: known.subject });
      const outcomes = await insertAll([second, ...others]);
      expect(outcomes).toEqual(['other-open', 'inserted', 'inserted']);
      expect(await alerts.get(second.id)).toBeNull();
      // It may be open once the first one is over.
      await alerts.end(known.id, { at: at(1), ending: 'recovered', announcement: null });
      expect(await insertAll([second])).toEqual(['inserted']);
    });

    it('are not written over by those that come again', async () => {
      const { alerts } = context().stores;
      const [first = anAlert(), ...others] = numbered(3);
      await insertAll([first]);
      const again = await insertAll([{ ...first, targetName: 'Another' }, ...others]);
      expect(again[0]).toBe('exists');
      expect(again).not.toContain('other-open');
      expect((await alerts.get(first.id))?.targetName).toBe(first.targetName);
      for (const { id } of others) expect(await alerts.get(id)).toMatchObject({ id });
    });

    it('of one subject are open once, however many come at once', async () => {
      const targetId = newId();
      const rivals = await inParallel(10, async () => anAlert({ targetId }));
      const outcomes = await insertAll(rivals);
      expect(outcomes.filter((outcome) => outcome === 'inserted')).toHaveLength(1);
    });

    it('have their deliveries each for itself, oldest first', async () => {
      const { deliveries } = context().stores;
      const all = numbered(30);
      const ofOne = ({ id: alertId }: AlertRecord) => [
        aDelivery({ alertId, createdAt: at(2) }),
        aDelivery({ alertId, createdAt: at(1) }),
      ];
      const lots = all.map(ofOne);
      await Promise.all(lots.map((lot) => deliveries.insert(lot)));
      const found = await Promise.all(all.map(({ id }) => deliveries.ofAlert(id)));
      expect(found.map((lot) => lot.map(({ id }) => id))).toEqual(
        lots.map((lot) => lot.map(({ id }) => id).toReversed()),
      );
      expect(await deliveries.ofAlert(newId())).toEqual([]);
    });

    it('are noted as told each for itself', async () => {
      const { alerts } = context().stores;
      const news = { announcements: [announcement('opened')] };
      const all = Array.from({ length: 30 }, () => anAlert(news));
      await insertAll(all);
      const toldAt = (index: number) => ({ ...told, dueAt: index % 2 === 0 ? at(index) : null });
      await Promise.all(all.map(({ id }, index) => alerts.planned(id, 'opened', toldAt(index))));
      const stored = await alerts.getMany(all.map(({ id }) => id));
      const byId = new Map(stored.map((alert) => [alert.id, alert]));
      for (const [index, { id }] of all.entries()) {
        const { dueAt } = toldAt(index);
        expect(byId.get(id)).toMatchObject({
          announcements: [],
          followUp: told.followUp,
          ...(dueAt && { dueAt }),
        });
        if (!dueAt) expect(byId.get(id)).not.toHaveProperty('dueAt');
      }
    });

    it('leave each target the entries that were not carried out', async () => {
      const { targets } = context().stores;
      const entry = () => ({ id: newId(), type: 'watch-certificate' as const, origin: null });
      const all = Array.from({ length: 30 }, () => aTarget({ intents: [entry(), entry()] }));
      for (const target of all) await targets.insert(target, { unique: false });
      await Promise.all(
        all.map(({ id, intents: [first] }) => targets.dropIntent(id, first?.id ?? '')),
      );
      const left = await Promise.all(all.map(({ id }) => targets.get(id)));
      expect(left.map((target) => target?.intents)).toEqual(
        all.map(({ intents: [, second] }) => [second]),
      );
    });
  });
