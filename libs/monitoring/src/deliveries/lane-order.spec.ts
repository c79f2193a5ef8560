import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import type { SendOutcome } from '@app/domain';
import { NEW_LANE } from '@app/domain/lanes';
import { alertRecord, deliveryRecord } from '@app/domain/testing';
import { beforeEach, describe, expect, it } from 'vitest';
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
    if (alert?.id !== 'first') return { outcome: 'sent', fact: { is: 'text', text: '' } };
    happen('second');
    return await answer.promise;
  };
  const { ofAlerts } = desk.ports.deliveries;
  desk.ports.deliveries.ofAlerts = async (ids, channelId) => {
    if (ids.includes('second')) {
      answer.resolve({ outcome: 'retry', fact: { is: 'text', text: '500' }, retryAfterMs: null });
      await turnOfEventLoop();
    }
    return await ofAlerts(ids, channelId);
  };
  const { signal } = new AbortController();
  await new LaneRuns(systemContext(desk.ports)).run('chat', signal);
  expect(desk.sent.map(({ alert }) => alert?.id)).toEqual(['first']);
});

it('tells outages in order after a channel was away while more waited than is looked at', async () => {
  const desk = new LaneDesk(() => T0);
  desk.channels = [
    {
      ...{ id: 'chat', name: 'chat', kind: 'webhook', enabled: true, fallbackChannelId: null },
      ...{ config: { url: 'http://receiver.test' }, createdAt: T0 },
    },
  ];
  const ago = (minutes: number): Date => new Date(T0.getTime() - minutes * 60_000);
  for (let site = 0; site < 600; site++) {
    const [old, present] = [`old${site}`, `new${site}`];
    const about = { subject: `site${site}`, targetId: null };
    const over = {
      state: 'resolved',
      resolution: 'recovered',
      resolvedAt: ago(80),
      endedAt: ago(80),
    } as const;
    desk.alerts.set(old, alertRecord({ id: old, ...about, ...over, openedAt: ago(90) }));
    desk.alerts.set(present, alertRecord({ id: present, ...about, openedAt: ago(30) }));
    // It was tried a minute ago, in vain.
    const attempts = [{ at: ago(1), outcome: 'retry', fact: { is: 'text', text: '500' } } as const];
    desk.add(
      deliveryRecord({
        ...{
          id: `${old}-opened`,
          alertId: old,
          createdAt: ago(90),
          nextAttemptAt: ago(1),
          attempts,
        },
      }),
      deliveryRecord({
        ...{ id: `${old}-end`, alertId: old, event: 'resolved' },
        ...{ createdAt: ago(80), nextAttemptAt: ago(80) },
      }),
      deliveryRecord({
        ...{ id: `${present}-opened`, alertId: present },
        ...{ createdAt: ago(30), nextAttemptAt: ago(30) },
      }),
    );
  }
  // The last tries took the ends with them.
  for (const one of desk.deliveries.values()) {
    if (one.event === 'resolved') desk.deliveries.set(one.id, { ...one, nextAttemptAt: ago(1) });
  }
  const failing = { ...NEW_LANE, failures: 3, failedAt: ago(1), failingSince: ago(90) };
  await desk.ports.lanes.claim('chat', T0, { token: 'before', until: T0 });
  await desk.ports.lanes.release('chat', { token: 'before', wake: 0 }, failing);
  desk.answer = () => ({ outcome: 'retry', fact: { is: 'text', text: '500' }, retryAfterMs: null });
  const { signal } = new AbortController();
  await new LaneRuns(systemContext(desk.ports)).run('chat', signal);
  const told = desk.sent.flatMap(({ items = [] }) => items.map(({ alert }) => alert.id));
  expect(told.length).toBeGreaterThan(100);
  expect(told.filter((id) => id.startsWith('new'))).toEqual([]);
});

describe('a message whose time has not come', () => {
  const at = (minutes: number): Date => new Date(T0.getTime() + minutes * 60_000);
  const over = (minutes: number) =>
    ({ state: 'resolved', resolution: 'recovered', endedAt: at(minutes) }) as const;
  let now: Date;
  let desk: LaneDesk;
  beforeEach(() => {
    now = T0;
    desk = new LaneDesk(() => now);
    desk.channels = [
      {
        ...{ id: 'chat', name: 'chat', kind: 'webhook', enabled: true, fallbackChannelId: null },
        ...{ config: { url: 'http://receiver.test' }, createdAt: T0 },
      },
    ];
  });
  const { signal } = new AbortController();
  const run = () => new LaneRuns(systemContext(desk.ports)).run('chat', signal);
  const told = (): string[] =>
    desk.sent.map(({ alert, event, isWhole }) => `${isWhole ? 'whole ' : ''}${event} ${alert?.id}`);

  it('since it was refused for a while holds up word of a later outage, and of no other site', async () => {
    desk.alerts.set('first', alertRecord({ id: 'first', targetId: null }));
    desk.add(deliveryRecord({ id: '1', alertId: 'first', createdAt: T0, nextAttemptAt: T0 }));
    desk.answer = () => ({
      ...{
        outcome: 'retry',
        fact: { is: 'text', text: '451' },
        retryAfterMs: 300_000,
        isOnlyThis: true,
      },
    });
    await run();
    now = at(2);
    desk.alerts.set('first', alertRecord({ id: 'first', targetId: null, ...over(1) }));
    const opened = { createdAt: at(2), nextAttemptAt: at(2) };
    for (const [id, subject] of [
      ['second', 'target'],
      ['elsewhere', 'other'],
    ] as const) {
      desk.alerts.set(id, { ...alertRecord({ id, targetId: null, openedAt: at(2) }), subject });
      desk.add(deliveryRecord({ id: `${id}-opened`, alertId: id, ...opened }));
    }
    const first = desk.alerts.get('first')!;
    desk.alerts.set('first', { ...first, subject: 'target' });
    desk.sent.length = 0;
    desk.answer = () => ({ outcome: 'sent', fact: { is: 'text', text: '' } });
    await run();
    expect(told()).toEqual(['opened elsewhere']);
    now = at(6);
    await run();
    expect(told().slice(1)).toEqual(['whole resolved first', 'opened second']);
  });

  it('since the channel was to be quiet is told before what cannot wait', async () => {
    desk.alerts.set('first', alertRecord({ id: 'first', targetId: null, ...over(5) }));
    desk.alerts.set('second', alertRecord({ id: 'second', targetId: null, openedAt: at(9) }));
    desk.add(
      deliveryRecord({ id: '1', alertId: 'first', createdAt: T0, nextAttemptAt: at(600) }),
      deliveryRecord({
        ...{ id: '2', alertId: 'second', createdAt: at(9), nextAttemptAt: at(9) },
      }),
    );
    now = at(10);
    await run();
    expect(told()).toEqual(['whole resolved first', 'opened second']);
  });

  it('is told in the order in which it happened, where the clock was set back meanwhile', async () => {
    desk.alerts.set('first', alertRecord({ id: 'first', targetId: null, ...over(70) }));
    desk.alerts.set('second', alertRecord({ id: 'second', targetId: null, openedAt: at(9) }));
    desk.add(
      deliveryRecord({ id: '1', alertId: 'first', createdAt: at(60), nextAttemptAt: at(10) }),
      deliveryRecord({ id: '2', alertId: 'second', createdAt: at(9), nextAttemptAt: at(9) }),
    );
    now = at(10);
    await run();
    expect(told()).toEqual(['whole resolved first', 'opened second']);
  });
});
