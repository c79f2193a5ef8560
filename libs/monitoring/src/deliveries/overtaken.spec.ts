import { alertRecord, deliveryRecord } from '@app/domain/testing';
import { expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { LaneDesk } from '../testing/lane-desk.ts';
import { LaneRuns } from './lane-runs.ts';

const T0 = Date.parse('2026-03-01T12:00:00Z');
const { signal } = new AbortController();

it('lets no later outage overtake a message that a receiver did not answer twice', async () => {
  let now = T0;
  const desk = new LaneDesk(() => new Date(now));
  desk.channels = [
    {
      ...{ id: 'chat', name: 'chat', kind: 'webhook', enabled: true, fallbackChannelId: null },
      ...{ config: { url: 'http://receiver.test' }, createdAt: new Date(T0) },
    },
  ];
  let isHung = true;
  desk.answer = async () =>
    isHung
      ? {
          ...{ outcome: 'retry', retryAfterMs: null, isUnanswered: true },
          fact: { is: 'no-answer', by: 'webhook', why: 'timeout' },
        }
      : { outcome: 'sent', fact: { is: 'taken', by: 'webhook' } };
  const add = (id: string, event: 'opened' | 'resolved'): void => {
    desk.add(
      deliveryRecord({
        ...{ id: `${id}-${event}`, alertId: id, event, idempotencyKey: `${id}:${event}` },
        ...{ createdAt: new Date(now), nextAttemptAt: new Date(now) },
      }),
    );
  };
  const run = () => new LaneRuns(systemContext(desk.ports)).run('chat', signal);
  const about = { subject: 'shop', targetId: null };
  desk.alerts.set('first', alertRecord({ id: 'first', ...about }));
  add('first', 'opened');
  for (let tries = 0; tries < 3; tries++) {
    await run();
    now += 100_000;
  }
  const at = new Date(now);
  const over = { state: 'resolved', resolution: 'recovered', resolvedAt: at, endedAt: at } as const;
  desk.alerts.set('first', alertRecord({ id: 'first', ...about, ...over }));
  add('first', 'resolved');
  now += 1_000;
  desk.alerts.set('second', alertRecord({ id: 'second', ...about, openedAt: new Date(now) }));
  add('second', 'opened');
  isHung = false;
  const before = desk.sent.length;
  for (let tries = 0; tries < 4; tries++) {
    now += 100_000;
    await run();
  }
  expect(desk.sent.slice(before).map(({ alert, event }) => `${alert?.id} ${event}`)).toEqual([
    'first opened',
    'first resolved',
    'second opened',
  ]);
});
