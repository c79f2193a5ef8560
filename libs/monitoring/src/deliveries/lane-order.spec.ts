import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import type { SendOutcome } from '@app/domain';
import { alertRecord, deliveryRecord } from '@app/domain/testing';
import { expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { LaneDesk } from '../testing/lane-desk.ts';
import { LaneRuns } from './lane-runs.ts';

const T0 = new Date('2026-03-01T12:00:00Z');

it('lets no later outage overtake a message whose answer comes while the store is asked', async () => {
  const desk = new LaneDesk(() => T0);
  desk.channels = [
    {
      ...{ id: 'chat', name: 'chat', kind: 'webhook', enabled: true, fallbackChannelId: null },
      ...{ config: { url: 'http://receiver.test' }, createdAt: T0 },
    },
  ];
  const happen = (id: string): void => {
    desk.alerts.set(id, alertRecord({ id, targetId: null }));
    desk.add(deliveryRecord({ id: `${id}-opened`, alertId: id }));
  };
  const answer = Promise.withResolvers<SendOutcome>();
  happen('first');
  desk.answer = async ({ alert }) => {
    if (alert?.id !== 'first') return { outcome: 'sent', detail: '' };
    happen('second');
    return await answer.promise;
  };
  const { ofAlerts } = desk.ports.deliveries;
  desk.ports.deliveries.ofAlerts = async (ids, channelId) => {
    if (ids.includes('second')) {
      answer.resolve({ outcome: 'retry', detail: '500', retryAfterMs: null });
      await turnOfEventLoop();
    }
    return await ofAlerts(ids, channelId);
  };
  const { signal } = new AbortController();
  await new LaneRuns(systemContext(desk.ports)).run('chat', signal);
  expect(desk.sent.map(({ alert }) => alert?.id)).toEqual(['first']);
});
