import { aReport } from '@app/domain/testing';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import type { Context } from './context.ts';
import { aDelivery, at, T0 } from './fixtures.ts';

const SAID = { is: 'text', text: 'Slack answered 500.' } as const;
const detail = SAID.text;

export const olderSendingsContract = (context: Context) =>
  describe('what an older version said of messages', () => {
    it('is read of attempts, and stays beside newer ones', async () => {
      const { connection, stores } = context();
      const delivery = aDelivery();
      await stores.deliveries.insert([delivery]);
      const { idempotencyKey } = delivery;
      const old = { at: T0, outcome: 'retry', detail };
      await connection
        .collection('deliveries')
        .updateOne({ idempotencyKey }, { $set: { attempts: [old] } });
      const attempt = { at: at(1), outcome: 'sent', fact: { is: 'taken', by: 'slack' } } as const;
      await stores.deliveries.hold([delivery.id], at(2), { token: 'mine', until: at(30) });
      await stores.deliveries.settle([delivery.id], 'mine', {
        ...{ attempt, state: 'sent', nextAttemptAt: null },
      });
      expect((await stores.deliveries.get(delivery.id))?.attempts).toEqual([
        { at: T0, outcome: 'retry', fact: SAID },
        attempt,
      ]);
    });

    it('is read of the last one to a channel', async () => {
      const { connection, stores } = context();
      const id = newId();
      await stores.channels.insert({
        ...{ id, kind: 'email', name: 'mail', enabled: true, fallbackChannelId: null },
        ...{ config: { to: ['a@example.org'] }, createdAt: T0 },
      });
      await connection
        .collection('channels')
        .updateOne({ name: 'mail' }, { $set: { lastDelivery: { at: T0, state: 'dead', detail } } });
      expect((await stores.channels.get(id))?.lastDelivery).toEqual({
        ...{ at: T0, state: 'dead', fact: SAID },
      });
    });

    it('is read of mails of reports, tried or not', async () => {
      const { connection, stores } = context();
      const report = aReport({ id: newId(), createdAt: T0, updatedAt: T0 });
      await stores.reports.insert(report);
      const recipient = { to: 'a@example.org', state: 'pending', dueAt: T0 };
      const recipients = [
        { ...recipient, attempts: 1, detail },
        { ...recipient, attempts: 0, detail: null },
      ];
      const sending = { firstDay: '2026-10-01', lastDay: '2026-10-31', startedAt: T0, recipients };
      await connection.collection('reports').updateOne({}, { $set: { sending } });
      expect((await stores.reports.get(report.id))?.sending?.recipients).toEqual([
        { ...recipient, attempts: 1, fact: SAID },
        { ...recipient, attempts: 0, fact: null },
      ]);
    });
  });
