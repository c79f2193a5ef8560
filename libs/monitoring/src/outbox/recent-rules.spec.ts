import { expect, it, vi } from 'vitest';
import type { Ports } from '../ports/index.ts';
import { withRecentRules } from './recent-rules.ts';

function stage() {
  let now = 0;
  const list = vi.fn(async (): Promise<string[]> => ['a channel']);
  const get = vi.fn(async () => 'rules');
  const ports = {
    ...{ now: () => new Date(now), channels: { list, get: 'another way' }, alertRules: { get } },
  } as unknown as Pick<Ports, 'channels' | 'alertRules' | 'now'>;
  return { ports: withRecentRules(ports), list, get, pass: (ms: number) => (now += ms) };
}

it('reads channels and rules once for what is decided within a moment', async () => {
  const { ports, list, get, pass } = stage();
  for (let i = 0; i < 3; i++) {
    expect(await ports.channels.list()).toEqual(['a channel']);
    expect(await ports.alertRules.get()).toBe('rules');
    pass(50);
  }
  expect([list.mock.calls.length, get.mock.calls.length]).toEqual([1, 1]);
});

it.each([250, -250])('reads them again %d ms later', async (ms) => {
  const { ports, list, pass } = stage();
  await ports.channels.list();
  pass(ms);
  await ports.channels.list();
  expect(list).toHaveBeenCalledTimes(2);
});

it('reads again after a failure', async () => {
  const { ports, list } = stage();
  list.mockRejectedValueOnce(new Error('The store is away.'));
  await expect(ports.channels.list()).rejects.toThrow('away');
  expect(await ports.channels.list()).toEqual(['a channel']);
});

it('leaves everything else as it is', () => {
  expect(stage().ports.channels).toHaveProperty('get', 'another way');
});
