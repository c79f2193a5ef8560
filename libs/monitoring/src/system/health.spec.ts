import { expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { monitorComponents } from './health.ts';

it('counts undelivered messages of the channels that are there', async () => {
  const dead = new Map([
    ['there', 2],
    ['gone', 40],
  ]);
  const channels = [{ id: 'there' }];
  const ports = {
    now: () => new Date(),
    workers: { list: async () => [] },
    channels: { list: async () => channels },
    deliveries: {
      countDead: async (ids: readonly string[]) =>
        ids.reduce((sum, id) => sum + (dead.get(id) ?? 0), 0),
    },
  } as unknown as Pick<Ports, 'workers' | 'channels' | 'deliveries' | 'now'>;
  const deliveries = async () =>
    (await monitorComponents(systemContext(ports))).find(({ name }) => name === 'deliveries');
  expect(await deliveries()).toMatchObject({
    status: 'degraded',
    detail: expect.stringContaining('2 messages'),
  });
  channels.pop();
  expect(await deliveries()).toMatchObject({ status: 'ok' });
});
