import { afterEach, describe, expect, it, vi } from 'vitest';
import { newId, toObjectId } from '../common/ids.ts';
import { insertAlerts, precludeAlert } from '../alerts/insert.ts';
import { alertModel } from '../alerts/model.ts';
import type { Context } from './context.ts';
import { anAlert, at } from './fixtures.ts';

/** Two processes carry out the same entry, and the one comes between two steps of the other. */
export const alertRacesContract = (context: Context) =>
  describe('an alert that two processes open', () => {
    afterEach(() => {
      vi.restoreAllMocks();
    });

    it('is not lost where the one was refused, and what was in the way is over for the other', async () => {
      const { connection, stores } = context();
      const { alerts } = stores;
      const [targetId, alert] = [newId(), anAlert()];
      const next = anAlert({ ...alert, targetId, subject: targetId });
      const open = anAlert({ targetId });
      await alerts.insert(open);
      const model = alertModel(connection);
      const { collection } = model;
      const bulkWrite = collection.bulkWrite.bind(collection);
      // The slow one has reserved the id, and the fast one comes and is refused.
      vi.spyOn(collection, 'bulkWrite').mockImplementationOnce(async (...args) => {
        expect(await alerts.insert(next)).toBe('other-open');
        await alerts.end(open.id, { at: at(5), ending: 'recovered', announcement: null });
        return await bulkWrite(...args);
      });
      expect(await insertAlerts(model, [next])).toEqual(['inserted']);
      expect(await alerts.get(next.id)).toMatchObject({ id: next.id, state: 'open' });
    });

    it('is opened where the reservation of it is taken away twice', async () => {
      const { connection, stores } = context();
      const alert = anAlert();
      const model = alertModel(connection);
      const { collection } = model;
      const bulkWrite = collection.bulkWrite.bind(collection);
      const gone = async (...args: Parameters<typeof bulkWrite>) => {
        await collection.deleteMany({ _id: toObjectId(alert.id) });
        return await bulkWrite(...args);
      };
      vi.spyOn(collection, 'bulkWrite').mockImplementationOnce(gone).mockImplementationOnce(gone);
      expect(await insertAlerts(model, [alert])).toEqual(['inserted']);
      expect(await stores.alerts.get(alert.id)).toEqual(alert);
    });

    it('is precluded where a reservation of it is taken away meanwhile', async () => {
      const { connection, stores } = context();
      const alert = anAlert();
      const model = alertModel(connection);
      const { collection } = model;
      const _id = toObjectId(alert.id);
      await connection.collection('alerts').insertOne({ _id, state: 'reserved' });
      expect(await stores.alerts.isTaken(alert.id)).toBe(false);
      const updateOne = collection.updateOne.bind(collection);
      vi.spyOn(collection, 'updateOne').mockImplementationOnce(async (...args) => {
        await collection.deleteMany({ _id });
        return await updateOne(...args);
      });
      expect(await precludeAlert(model, _id, at(5))).toBe(true);
      expect(await stores.alerts.insert(alert)).toBe('exists');
      expect(await stores.alerts.get(alert.id)).toBeNull();
    });
  });
