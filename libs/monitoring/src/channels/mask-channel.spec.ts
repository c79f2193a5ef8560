import { describe, expect, it } from 'vitest';
import { isMasked, toChannel } from './mask-channel.ts';

const common = {
  id: '65a1b2c3d4e5f6a700000001',
  name: 'ops',
  enabled: true,
  fallbackChannelId: null,
  createdAt: new Date(0),
  lastDelivery: null,
};

describe('toChannel', () => {
  it('shows host and last four characters of an address, and no more', () => {
    const url = 'https://hooks.slack.com/services/T000/B000/verysecrettoken';
    const { config } = toChannel({ ...common, kind: 'slack', config: { url } });
    expect(config).toEqual({ url: 'https://hooks.slack.com/••••oken' });
    expect(isMasked(config.url ?? '')).toBe(true);
  });

  it('masks secrets of webhooks, also in the query', () => {
    const { config } = toChannel({
      ...common,
      kind: 'webhook',
      config: { url: 'https://example.org/?key=abcdefgh', secret: 'short one' },
    });
    expect(config).toEqual({
      url: 'https://example.org/••••efgh',
      secret: '••••',
      format: 'netumo',
    });
  });

  it('shows addresses without a path and mail addresses as they are', () => {
    const webhook = { url: 'http://127.0.0.1:9000/' };
    expect(toChannel({ ...common, kind: 'webhook', config: webhook }).config.url).toBe(webhook.url);
    const to = ['ops@example.org'];
    expect(toChannel({ ...common, kind: 'email', config: { to } }).config.to).toEqual(to);
  });
});
