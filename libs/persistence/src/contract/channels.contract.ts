import type { ChannelRecord } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import type { Context } from './context.ts';
import { at, T0 } from './fixtures.ts';

const slack = (
  fields: Partial<Pick<ChannelRecord, 'id' | 'createdAt' | 'subjectPrefix' | 'fields'>> = {},
): ChannelRecord => ({
  id: newId(),
  kind: 'slack',
  name: 'operations',
  enabled: true,
  config: { url: 'https://hooks.example/T0/B0/secret' },
  fallbackChannelId: null,
  createdAt: T0,
  ...fields,
});

export const channelsContract = (context: Context) =>
  describe('channels', () => {
    it('gives back each kind as it was stored, oldest first', async () => {
      const { channels } = context().stores;
      const first = slack();
      const all: ChannelRecord[] = [
        first,
        {
          ...slack({ createdAt: at(1) }),
          kind: 'email',
          config: { to: ['a@example.org', 'b@example.org'] },
          fallbackChannelId: first.id,
        },
        {
          ...slack({ createdAt: at(2) }),
          kind: 'webhook',
          enabled: false,
          config: { url: 'https://hook.example/', secret: '12345678', format: 'netumo' },
        },
        {
          ...slack({ createdAt: at(3) }),
          kind: 'webhook',
          config: { url: 'https://hook.example/', secret: null, format: undefined },
        },
      ];
      for (const one of all.toReversed()) await channels.insert(one);
      const stored = all.map((one) => ({ ...one, lastDelivery: null }));
      expect(await channels.list()).toEqual(stored);
      expect(await channels.get(first.id)).toEqual(stored[0]);
      expect(await channels.get(newId())).toBeNull();
    });

    it('changes what is named and nothing else', async () => {
      const { channels } = context().stores;
      const [channel, fallback] = [slack(), slack({ createdAt: at(1) })];
      await channels.insert(channel);
      await channels.insert(fallback);
      const change = { enabled: false, fallbackChannelId: fallback.id };
      expect(await channels.update(channel.id, change)).toBe(true);
      expect(await channels.get(channel.id)).toEqual({ ...channel, ...change, lastDelivery: null });
      const config = { url: 'https://hooks.example/new' };
      expect(await channels.update(channel.id, { fallbackChannelId: null, config })).toBe(true);
      expect(await channels.get(channel.id)).toEqual({
        ...channel,
        enabled: false,
        config,
        lastDelivery: null,
      });
      expect(await channels.update(channel.id, {})).toBe(true);
      expect(await channels.update(newId(), {})).toBe(false);
      expect(await channels.update(newId(), { name: 'x' })).toBe(false);
      expect(await channels.get(fallback.id)).toEqual({ ...fallback, lastDelivery: null });
    });

    it('keeps how often it may be told something, and forgets it', async () => {
      const { channels } = context().stores;
      const channel = { ...slack(), maxPerSecond: 0.5 };
      await channels.insert(channel);
      expect(await channels.get(channel.id)).toEqual({ ...channel, lastDelivery: null });
      expect(await channels.update(channel.id, { maxPerSecond: 2 })).toBe(true);
      expect(await channels.get(channel.id)).toMatchObject({ maxPerSecond: 2 });
      expect(await channels.update(channel.id, { maxPerSecond: null })).toBe(true);
      expect(await channels.get(channel.id)).toMatchObject({ maxPerSecond: null });
    });

    it('keeps what messages are to be like, and forgets it', async () => {
      const { channels } = context().stores;
      const channel = slack({ subjectPrefix: '[prod]', fields: ['address', 'tags'] });
      await channels.insert(channel);
      expect(await channels.get(channel.id)).toEqual({ ...channel, lastDelivery: null });
      const asUsual = { subjectPrefix: null, fields: null };
      expect(await channels.update(channel.id, asUsual)).toBe(true);
      expect(await channels.get(channel.id)).toMatchObject(asUsual);
    });

    it('remembers its newest delivery', async () => {
      const { channels } = context().stores;
      const channel = slack();
      await channels.insert(channel);
      const last = {
        at: at(5),
        state: 'dead',
        fact: { is: 'answered', by: 'slack', status: 404 },
      } as const;
      await channels.setLastDelivery(channel.id, last);
      expect(await channels.get(channel.id)).toEqual({ ...channel, lastDelivery: last });
      await channels.setLastDelivery(newId(), last);
      expect(await channels.list()).toHaveLength(1);
    });

    it('is removed once', async () => {
      const { channels } = context().stores;
      const channel = slack();
      await channels.insert(channel);
      expect(await channels.remove(channel.id)).toBe(true);
      expect(await channels.remove(channel.id)).toBe(false);
      expect(await channels.list()).toEqual([]);
    });
  });
