import type { ChannelRecord } from '@app/domain';
import { alertRecord, deliveryRecord } from '@app/domain/testing';
import { expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { LaneDesk } from '../testing/lane-desk.ts';
import { LaneRuns } from './lane-runs.ts';

const MINUTE_MS = 60_000;
const CHAT: ChannelRecord = {
  ...{ id: 'chat', name: 'chat', kind: 'webhook', enabled: true, fallbackChannelId: null },
  ...{ config: { url: 'http://receiver.test' }, createdAt: new Date(0) },
};

it('lets nothing be said once it has run out: another has the lane, and may have been told to wait', async () => {
  let aheadMs = 0;
  const desk = new LaneDesk(() => new Date(Date.now() + aheadMs));
  desk.channels = [CHAT];
  desk.alerts.set('a', alertRecord({ id: 'a', targetId: null }));
  const dueAt = new Date(Date.now() - MINUTE_MS);
  desk.add(
    deliveryRecord({
      ...{ id: 'a-opened', alertId: 'a', event: 'opened', idempotencyKey: 'a:opened' },
      ...{ createdAt: dueAt, nextAttemptAt: dueAt },
    }),
  );
  const { hold } = desk.ports.deliveries;
  desk.ports.deliveries.hold = async (...args) => {
    const held = await hold(...args);
    // The process stands still for a minute.
    aheadMs = MINUTE_MS;
    const until = new Date(desk.ports.now().getTime() + MINUTE_MS);
    await desk.ports.lanes.claim(CHAT.id, desk.ports.now(), { token: 'another', until });
    return held;
  };
  const { signal } = new AbortController();
  await new LaneRuns(systemContext(desk.ports)).run(CHAT.id, signal);
  expect(desk.sent).toEqual([]);
  expect(desk.deliveries.get('a-opened')?.state).toBe('pending');
});
