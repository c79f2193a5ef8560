import { DEFAULT_SETTINGS, laneOf } from '@app/domain';
import { expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { type HealthPorts, monitorComponents } from './health.ts';

const MACHINERY = {
  workers: { list: async () => [] },
  apiNodes: { list: async () => [] },
  queue: { figures: async () => [] },
  disk: { freeBytes: async () => null },
  settings: { get: async () => DEFAULT_SETTINGS },
  targets: {
    overdue: async () => ({ count: 0, oldest: null }),
    countBlind: async () => new Map(),
  },
};

it('counts undelivered messages of the channels that are there', async () => {
  const dead = new Map([
    ['there', 2],
    ['gone', 40],
  ]);
  const channels = [{ id: 'there', enabled: true }];
  const ports = {
    now: () => new Date(),
    lanes: { list: async () => [] },
    ...MACHINERY,
    channels: { list: async () => channels },
    deliveries: {
      countDead: async (ids: readonly string[]) =>
        ids.reduce((sum, id) => sum + (dead.get(id) ?? 0), 0),
    },
  } as unknown as HealthPorts;
  const deliveries = async () =>
    (await monitorComponents(systemContext(ports))).find(({ name }) => name === 'deliveries');
  expect(await deliveries()).toMatchObject({
    status: 'degraded',
    detail: expect.stringContaining('2 messages'),
  });
  channels.pop();
  expect(await deliveries()).toMatchObject({ status: 'ok' });
});

it.each([
  ['takes nothing for a minute', { enabled: true, seconds: 60 }, 'degraded'],
  ['stumbled a moment ago', { enabled: true, seconds: 59 }, 'ok'],
  ['is off', { enabled: false, seconds: 600 }, 'ok'],
])('of a channel that %s the deliveries are as they are', async (_, channel, status) => {
  const { enabled, seconds } = channel;
  const now = new Date('2026-03-01T12:00:00Z');
  const failingSince = new Date(now.getTime() - seconds * 1_000);
  const ports = {
    now: () => now,
    ...MACHINERY,
    channels: { list: async () => [{ id: 'there', enabled }] },
    lanes: { list: async () => [{ id: laneOf('there'), failingSince }] },
    deliveries: { countDead: async () => 0 },
  } as unknown as Parameters<typeof monitorComponents>[0]['ports'];
  const components = await monitorComponents(systemContext(ports));
  expect(components.find(({ name }) => name === 'deliveries')).toMatchObject({ status });
});
