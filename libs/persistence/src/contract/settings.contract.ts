import { DEFAULT_SETTINGS } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { inParallel, type Context } from './context.ts';

export const settingsContract = (context: Context) =>
  describe('settings', () => {
    it('are the defaults until they are set', async () => {
      expect(await context().stores.settings.get()).toEqual(DEFAULT_SETTINGS);
    });

    it('keep what was set: channels, none of them, or every one', async () => {
      const { settings } = context().stores;
      for (const adminChannelIds of [[newId(), newId()], [], null]) {
        const expected = { ...DEFAULT_SETTINGS, adminChannelIds };
        expect(await settings.update({ adminChannelIds })).toEqual(expected);
        expect(await settings.get()).toEqual(expected);
      }
    });

    it('stay where a change names nothing', async () => {
      const { settings } = context().stores;
      expect(await settings.update({})).toEqual(DEFAULT_SETTINGS);
      const adminChannelIds = [newId()];
      await settings.update({ adminChannelIds });
      const blindness = { share: 0.5, atLeast: 10, afterSeconds: 300 };
      await settings.update({ blindness });
      const retention = {
        checkDays: 40,
        evidenceDays: 50,
        alertDays: 60,
        auditDays: 70,
        archive: false,
      };
      await settings.update({ retention });
      const timeZone = 'Asia/Kathmandu';
      await settings.update({ timeZone });
      const expected = { adminChannelIds, blindness, retention, timeZone };
      expect(await settings.update({})).toEqual(expected);
      expect(await settings.get()).toEqual(expected);
    });

    it('are one document, however many set them at once', async () => {
      const { connection, stores } = context();
      const ids = Array.from({ length: 10 }, newId);
      await inParallel(10, (i) => stores.settings.update({ adminChannelIds: [ids[i] ?? ''] }));
      expect(await connection.collection('settings').countDocuments()).toBe(1);
    });
  });
