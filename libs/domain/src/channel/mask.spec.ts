import { describe, expect, it } from 'vitest';
import { channelFields, ChannelKind } from './kind.ts';
import { channelKinds } from './kinds.ts';
import { isMasked, maskChannel, unmaskConfig } from './mask.ts';

const common = {
  id: '65a1b2c3d4e5f6a700000001',
  name: 'ops',
  enabled: true,
  fallbackChannelId: null,
  createdAt: new Date(0),
};

describe('maskChannel', () => {
  it('shows host and last four characters of an address, and no more', () => {
    const url = 'https://hooks.slack.com/services/T000/B000/verysecrettoken';
    const { config } = maskChannel({ ...common, kind: 'slack', config: { url } });
    expect(config).toEqual({ url: 'https://hooks.slack.com/••••oken' });
    expect(isMasked('slack', 'url', config['url'])).toBe(true);
  });

  it('masks secrets of webhooks, also in the query', () => {
    const { config } = maskChannel({
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
    expect(maskChannel({ ...common, kind: 'webhook', config: webhook }).config['url']).toBe(
      webhook.url,
    );
    const to = ['ops@example.org'];
    expect(maskChannel({ ...common, kind: 'email', config: { to } }).config['to']).toEqual(to);
  });
});

describe('unmaskConfig', () => {
  const url = 'https://example.org/?key=abcdefgh';

  it.each(['short one', 'a long secret of somebody', '••••'])(
    'puts the secret %j back where its mask comes back',
    (secret) => {
      const current = { kind: 'webhook', config: { url, secret } } as const;
      const { config } = maskChannel({ ...common, ...current });
      expect(unmaskConfig({ ...config, format: 'alertmanager' }, current)).toEqual({
        url,
        secret,
        format: 'alertmanager',
      });
    },
  );

  it('takes new values, the empty one too', () => {
    const current = { kind: 'webhook', config: { url, secret: 'short one' } } as const;
    const changed = { url: 'https://example.net/', secret: null };
    expect(unmaskConfig(changed, current)).toEqual(changed);
  });

  it('knows no secret where none is stored', () => {
    const current = { kind: 'webhook', config: { url } } as const;
    expect(unmaskConfig({ secret: '••••' }, current)).toEqual({ secret: null });
  });

  it('leaves what is no secret as it came', () => {
    const current = { kind: 'email' as const, config: { to: ['a@example.org'] } };
    expect(unmaskConfig({ to: ['••••'] }, current)).toEqual({ to: ['••••'] });
  });
});

describe('channelKinds', () => {
  it.each(Object.entries(channelKinds))('knows %s by its kind', (name, { kind, config }) => {
    expect(kind).toBe(name);
    expect(channelFields(kind).map(([field]) => field)).toEqual(Object.keys(config.shape));
  });

  it('offers them in a fixed order', () => {
    expect(ChannelKind.options).toEqual([
      'email',
      'slack',
      'discord',
      'teams',
      'telegram',
      'ntfy',
      'pushover',
      'pagerduty',
      'webhook',
    ]);
  });
});
