import {
  ChannelKind,
  CreateChannel,
  createChannelUrlJudge,
  toChannel,
  unmaskConfig,
  type ChannelRecord,
} from '@app/domain';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSender } from './senders.ts';
import { answering, startFakeProvider, type FakeProvider } from './testing/fake-provider.ts';
import { PUBLIC_ONLY, sampleMessage } from './testing/samples.ts';
import { inWords } from './testing/in-words.ts';

// A new kind is its descriptor, its body and its sender, and one line in each of these two files.
vi.mock('../../domain/src/channel/kinds.ts', async (original) => {
  const { channelKinds } = await original<{ channelKinds: object }>();
  return { channelKinds: { ...channelKinds, ...(await import('./testing/toy/kind.ts')) } };
});
vi.mock('./kinds.ts', async (original) => {
  const { channelSenders } = await original<typeof import('./kinds.ts')>();
  const { createToySender } = await import('./testing/toy/send.ts');
  return { channelSenders: { ...channelSenders, toy: createToySender } };
});

const TOKEN = '123:T0PSECRET-token';
const { signal } = new AbortController();
const rules = { egress: PUBLIC_ONLY, allowedHosts: ['127.0.0.1'] };
const send = createSender({
  ...{ mailFrom: null, smtpUrl: null, resendApiKey: null, resendBaseUrl: null },
  ...rules,
  userAgent: 'mini-netumo/test',
});

let provider: FakeProvider;
beforeEach(async () => {
  provider = await startFakeProvider();
});
afterEach(async () => {
  await provider.close();
});

const wire = () => ({
  kind: 'toy',
  name: 'robot',
  config: { room: 'ops', token: TOKEN, server: provider.origin },
});

const record = (): ChannelRecord => ({
  ...CreateChannel.parse(wire()),
  id: 'c'.repeat(24),
  createdAt: new Date(0),
});

describe('a new kind of channel', () => {
  it('is offered, and its config is checked', () => {
    expect(ChannelKind.options).toContain('toy');
    const { error } = CreateChannel.safeParse({
      ...wire(),
      config: { ...wire().config, token: 'x' },
    });
    expect(error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['config.token', 'This is no token.'],
    ]);
  });

  it('shows its secrets masked, and keeps them when they come back so', () => {
    const { config } = toChannel({ ...record(), lastDelivery: null });
    expect(config).toEqual({
      room: 'ops',
      token: '••••oken',
      server: provider.origin,
      volume: 'loud',
    });
    const back = unmaskConfig({ ...config, room: 'night' }, record());
    expect(CreateChannel.parse({ ...wire(), config: back }).config).toEqual({
      ...config,
      room: 'night',
      token: TOKEN,
    });
  });

  it('may lead only where channels may', () => {
    const { kind } = record();
    expect(createChannelUrlJudge(rules)(kind, provider.origin)).toBeNull();
    expect(createChannelUrlJudge({ ...rules, allowedHosts: [] })(kind, provider.origin)).toContain(
      'EGRESS_MODE',
    );
  });

  it('is told of alerts', async () => {
    const { outcome } = await send(sampleMessage(), record(), { signal });
    expect(outcome).toBe('sent');
    const [request] = provider.received;
    expect(request?.path).toBe(`/bot${TOKEN}`);
    expect(JSON.parse(request?.body ?? '')).toMatchObject({ room: 'ops' });
  });

  it.each([
    [429, { outcome: 'retry', retryAfterMs: 7_000 }],
    [503, { outcome: 'retry' }],
    [403, { outcome: 'dead' }],
  ])('knows what an answer of %d means', async (status, expected) => {
    provider.answer = answering(status, TOKEN, { 'retry-after': '7' });
    const outcome = await send(sampleMessage(), record(), { signal });
    expect(outcome).toMatchObject(expected);
    expect(inWords(outcome).detail).not.toContain(TOKEN);
  });
});
