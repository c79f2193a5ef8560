import { DEFAULT_POLICIES, NO_POLICY, type Policies } from '@app/domain/alerting';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { inParallel, type Context } from './context.ts';
import { at, T0 } from './fixtures.ts';

export const alertRulesContract = (context: Context) =>
  describe('rules of alerts', () => {
    const none = { policies: DEFAULT_POLICIES, mutes: [], maintenance: [] };

    it('are the defaults until they are set, and leave the settings alone', async () => {
      const { alertRules, settings } = context().stores;
      expect(await alertRules.get()).toEqual({ ...none, version: 0 });
      await settings.update({ adminChannelIds: [] });
      expect(await alertRules.get()).toEqual({ ...none, version: 0 });
      expect(await alertRules.replace(0, none)).toBe(true);
      expect((await settings.get()).adminChannelIds).toEqual([]);
    });

    it('give back what was stored', async () => {
      const { alertRules } = context().stores;
      const policies: Policies = {
        defaults: { ...NO_POLICY, channelIds: [newId()], minimumSeverity: 'warning' },
        byTag: [
          {
            ...NO_POLICY,
            tag: 'shop',
            reminders: { everyMinutes: 30, growing: true, atMost: 3 },
            escalation: [{ afterMinutes: 15, channelIds: [newId()] }],
          },
        ],
      };
      const mute = { id: newId(), targetId: newId(), tag: null, note: 'deploy', createdAt: T0 };
      const window = {
        id: newId(),
        name: 'backup',
        targetIds: [newId()],
        tags: ['shop'],
        once: { from: T0, to: at(60) },
        weekly: null,
        timeZone: 'Europe/Berlin',
        createdAt: T0,
      };
      const weekly = { days: ['SU' as const], from: '02:00', to: '04:00' };
      const rules = {
        policies,
        mutes: [{ ...mute, until: at(60) }],
        maintenance: [window, { ...window, id: newId(), once: null, weekly }],
      };
      expect(await alertRules.replace(0, rules)).toBe(true);
      expect(await alertRules.get()).toEqual({ ...rules, version: 1 });
    });

    it('are changed by one of many at once', async () => {
      const { alertRules } = context().stores;
      for (const version of [0, 1]) {
        const answers = await inParallel(8, () => alertRules.replace(version, none));
        expect(answers.filter((isFirst) => isFirst)).toHaveLength(1);
      }
      expect((await alertRules.get()).version).toBe(2);
    });
  });
