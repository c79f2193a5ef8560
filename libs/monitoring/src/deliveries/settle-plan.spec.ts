import { alertRecord, deliveryRecord } from '@app/domain/testing';
import { describe, expect, it } from 'vitest';
import { LaneDesk } from '../testing/lane-desk.ts';
import { settlePlan } from './settle-plan.ts';

const NOW = new Date('2026-01-03T12:00:00Z');
const DAY_BEFORE = new Date('2026-01-02T11:00:00Z');

/** A message that is a day old and is tried for the last time. */
async function lastTry(unanswered: number, isUnanswered?: true) {
  const desk = new LaneDesk(() => NOW);
  const delivery = deliveryRecord({ id: 'opened', channelId: 'a', createdAt: DAY_BEFORE });
  desk.add(delivery);
  await desk.ports.deliveries.hold(['opened'], NOW, { token: 'mine', until: new Date(9e13) });
  await settlePlan(desk.ports, {
    plan: {
      ...{ key: 'opened', form: 'single', event: 'opened', deliveryIds: ['opened'] },
      ...{ plannedAt: DAY_BEFORE, unanswered },
    },
    deliveries: [delivery],
    channelId: 'a',
    outcome: {
      outcome: 'retry',
      fact: { is: 'text', text: '' },
      retryAfterMs: null,
      ...(isUnanswered && { isUnanswered }),
    },
    token: 'mine',
  });
  return desk.deliveries.get('opened');
}

describe('a message that is given up', () => {
  it.each([
    ['was once tried without an answer', () => lastTry(1)],
    ['got no answer at last', () => lastTry(0, true)],
  ])('may have been taken where it %s', async (_, trying) => {
    expect(await trying()).toMatchObject({ state: 'dead', mayBeTaken: true });
  });

  it('was not taken where it was refused each time', async () => {
    const dead = await lastTry(0);
    expect(dead?.state).toBe('dead');
    expect(dead).not.toHaveProperty('mayBeTaken');
  });
});

/** Settles a message that was refused for good in a process that dies once it has written that down. */
async function dieOverRefusal(): Promise<LaneDesk> {
  const desk = new LaneDesk(() => NOW);
  const chat = { kind: 'webhook', config: { url: 'http://receiver.test' }, enabled: true } as const;
  desk.channels = [
    { ...chat, id: 'a', name: 'a', fallbackChannelId: 'b', createdAt: NOW },
    { ...chat, id: 'b', name: 'b', fallbackChannelId: null, createdAt: NOW },
  ];
  desk.alerts.set('alert', alertRecord());
  const delivery = deliveryRecord({ channelId: 'a', createdAt: NOW });
  desk.add(delivery);
  await desk.ports.deliveries.hold(['opened'], NOW, { token: 'mine', until: new Date(9e13) });
  const { settle, insert } = desk.ports.deliveries;
  let isDead = false;
  Object.assign(desk.ports.deliveries, {
    settle: async (...args: Parameters<typeof settle>) => {
      await settle(...args);
      isDead = true;
      throw new Error('died');
    },
    insert: async (...args: Parameters<typeof insert>) => {
      if (isDead) throw new Error('died');
      await insert(...args);
    },
  });
  const plan = { key: 'opened', form: 'single', event: 'opened', deliveryIds: ['opened'] } as const;
  const settled = settlePlan(desk.ports, {
    plan: { ...plan, deliveryIds: ['opened'], plannedAt: NOW, unanswered: 0 },
    deliveries: [delivery],
    ...{
      channelId: 'a',
      outcome: { outcome: 'dead', fact: { is: 'text', text: '404' } },
      token: 'mine',
    },
  });
  await expect(settled).rejects.toThrow('died');
  return desk;
}

it('has the fallback told of a message that is refused, also where the process dies over it', async () => {
  const desk = await dieOverRefusal();
  expect(desk.deliveries.get('opened')?.state).toBe('dead');
  expect([...desk.deliveries.values()].map(({ channelId }) => channelId)).toEqual(['a', 'b']);
});
