import { inspect } from 'node:util';
import type { ChannelRecord } from '@app/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSender, type SenderConfig } from './senders.ts';
import {
  answering,
  startFakeProvider,
  type Answer,
  type FakeProvider,
} from './testing/fake-provider.ts';
import { EVERY_EVENT, PUBLIC_ONLY, sampleChannel, sampleMessage } from './testing/samples.ts';
import { inWords } from './testing/in-words.ts';

const SECRET = 'T0PSECRET';
const { signal } = new AbortController();

const config = (changes: Partial<SenderConfig> = {}): SenderConfig => ({
  mailFrom: 'alerts@monitor.example',
  smtpUrl: null,
  resendApiKey: null,
  resendBaseUrl: null,
  egress: PUBLIC_ONLY,
  allowedHosts: ['127.0.0.1'],
  userAgent: 'mini-netumo/test',
  resolver: () => Promise.reject(new Error('Tests ask no name server.')),
  ...changes,
});

let provider: FakeProvider;
beforeEach(async () => {
  provider = await startFakeProvider();
});
afterEach(async () => {
  await provider.close();
});

const email = sampleChannel({ kind: 'email', config: { to: ['a@good.example'] } });

const everyChannel = (): ChannelRecord[] => [
  email,
  sampleChannel({ kind: 'slack', config: { url: `${provider.origin}/services/${SECRET}` } }),
  sampleChannel({
    kind: 'discord',
    config: { url: `${provider.origin}/api/webhooks/1/${SECRET}` },
  }),
  sampleChannel({
    kind: 'webhook',
    config: { url: `${provider.origin}/hook?key=${SECRET}`, secret: SECRET.repeat(2) },
  }),
];

const send = async (
  channel: ChannelRecord,
  changes: Partial<SenderConfig> = {},
  message = sampleMessage(),
) => inWords(await createSender(config(changes))(message, channel, { signal }));

describe('createSender', () => {
  it.each(EVERY_EVENT)(
    'tells every kind of channel that can be reached of %s',
    async (_event, message) => {
      provider.answer = answering(200, '{"id":"1"}');
      const changes = { resendApiKey: 're_1', resendBaseUrl: provider.origin };
      for (const channel of everyChannel()) {
        expect((await send(channel, changes, message)).outcome).toBe('sent');
      }
      expect(provider.received.map(({ path }) => path.split(/[/?]/)[1])).toEqual([
        'emails',
        'services',
        'api',
        'hook',
      ]);
    },
  );

  it('sends nothing to a host that is neither the provider nor trusted', async () => {
    for (const channel of everyChannel().slice(1)) {
      const outcome = await send(channel, { allowedHosts: [] });
      expect(outcome.outcome).toBe('dead');
    }
    expect(provider.received).toHaveLength(0);
  });

  it('names the settings that e-mail needs', async () => {
    expect(await send(email)).toEqual({
      outcome: 'dead',
      detail: 'E-mail is not set up. Set SMTP_URL or RESEND_API_KEY and start again.',
    });
    expect(await send(email, { resendApiKey: 're_1', mailFrom: null })).toEqual({
      outcome: 'dead',
      detail: 'E-mail is not set up. Set MAIL_FROM and start again.',
    });
  });

  it('prefers the own SMTP server', async () => {
    const outcome = await send(email, {
      smtpUrl: 'smtp://127.0.0.1:1',
      resendApiKey: 're_1',
      resendBaseUrl: provider.origin,
    });
    expect(outcome.detail).toContain('The mail server');
    expect(provider.received).toHaveLength(0);
  });
});

describe('secrets', () => {
  const echo: Answer = (response, request) => {
    const status = Number(response.getHeader('x-status') ?? 400);
    const name = `validation_error`;
    response.writeHead(status, { location: `http://127.0.0.1/${SECRET}` });
    response.end(JSON.stringify({ statusCode: status, name, message: `${request.url} ${SECRET}` }));
  };
  const echoing =
    (status: number): Answer =>
    (response, request) => {
      response.setHeader('x-status', status);
      echo(response, request);
    };

  it.each([200, 302, 400, 401, 404, 429, 500])(
    'do not show when a server answers %d',
    async (status) => {
      provider.answer = echoing(status);
      for (const channel of everyChannel()) {
        const changes = { resendApiKey: SECRET, resendBaseUrl: provider.origin };
        expect(inspect(await send(channel, changes))).not.toContain(SECRET);
      }
    },
  );

  it('do not show when nobody answers', async () => {
    const channels = everyChannel();
    await provider.close();
    for (const channel of channels) {
      const changes = { smtpUrl: provider.origin.replace('http://', `smtp://user:${SECRET}@`) };
      expect(inspect(await send(channel, changes))).not.toContain(SECRET);
    }
    provider = await startFakeProvider();
  });

  it('do not show when an address is refused or broken', async () => {
    const urls = [
      'not a url',
      'ftp://x/',
      'https://hooks.slack.com:8443/',
      'http://169.254.169.254/',
    ];
    for (const url of urls) {
      for (const kind of ['slack', 'discord', 'webhook'] as const) {
        const channel = sampleChannel({ kind, config: { url: `${url}${SECRET}` } });
        const outcome = await send(channel);
        expect(outcome.outcome).not.toBe('sent');
        expect(inspect(outcome)).not.toContain(SECRET);
      }
    }
  });
});
