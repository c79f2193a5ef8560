import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { EgressPolicy } from '../egress/policy.ts';
import { createChannelUrlJudge, judgeChannelUrl } from './judge.ts';
import type { ChannelKind } from '../channel/kind.ts';

const PUBLIC_ONLY: EgressPolicy = { mode: 'public-only', allow: [], own: [] };
const ALLOW_PRIVATE: EgressPolicy = { mode: 'allow-private', allow: [], own: [] };
const rules = { egress: PUBLIC_ONLY, allowedHosts: [] };

const corpus = JSON.parse(
  readFileSync(new URL('../../fixtures/channel-url.corpus.json', import.meta.url), 'utf8'),
) as { id: string; input: string; expect: string }[];

const judge = (kind: ChannelKind, url: string) => judgeChannelUrl(kind, url, rules);

describe('corpus of webhook addresses', () => {
  const addresses = corpus.filter(({ input }) => input.startsWith('http'));

  it.each(addresses)('$id $input: $expect', ({ input: url, expect: expected }) => {
    const kind = url.includes('discord') ? 'discord' : 'slack';
    // Two cases leave it open and are normalised here: a final dot, and a path with dot segments.
    const isAccepted = /accepted|normalised/.test(expected);
    expect(judge(kind, url).ok).toBe(isAccepted);
  });
});

describe('addresses of providers', () => {
  it.each([
    ['slack', 'https://HOOKS.SLACK.COM/services/T/B/X', 'https://hooks.slack.com/services/T/B/X'],
    ['slack', 'https://hooks.slack.com./services/T/B/X', 'https://hooks.slack.com/services/T/B/X'],
    [
      'slack',
      'https://hooks.slack.com/../services/T/B/X',
      'https://hooks.slack.com/services/T/B/X',
    ],
    [
      'discord',
      'https://discord.com/api/webhooks/123/abc?wait=true&thread_id=1',
      'https://discord.com/api/webhooks/123/abc?wait=true&thread_id=1',
    ],
  ] as const)('%s %s is sent to %s', (kind, url, sentTo) => {
    expect(judge(kind, url)).toEqual({ ok: true, url: sentTo, isAllowedHost: false });
  });

  it.each([
    ['discord', 'https://hooks.slack.com/services/T/B/X', 'Add it as a Slack channel.'],
    ['slack', 'https://discord.com/api/webhooks/1/a', 'Add it as a Discord channel.'],
    ['slack', 'http://hooks.slack.com/services/T/B/X', 'starts with https://.'],
    ['slack', 'https://hooks.slack.com/', 'looks like https://hooks.slack.com/services/'],
    ['slack', 'https://user:pass@hooks.slack.com/services/T/B/X', 'user name or password'],
    ['discord', 'https://discord.com/channels/1/2', 'looks like https://discord.com/api/webhooks/'],
    ['slack', 'https://chat.example/hooks/x', 'WEBHOOK_ALLOWED_HOSTS'],
    ['slack', 'https://hooks.slack.com/workflows/T/A/1/x', 'Make an incoming webhook'],
    ['slack', 'https://hooks.slack.com/triggers/T/1/x', 'Make an incoming webhook'],
    ['slack', 'https://hooks.slack-gov.com/triggers/T/1/x', 'Make an incoming webhook'],
    ['teams', 'https://acme.webhook.office.com/webhookb2/x', 'Make a workflow'],
    ['teams', 'https://outlook.office.com/webhook/x', 'Make a workflow'],
    ['teams', 'https://prod-1.westeurope.logic.azure.com/x', 'looks like https://prod-01.'],
    ['teams', 'https://logic.azure.com.evil.example/x', 'WEBHOOK_ALLOWED_HOSTS'],
    ['slack', 'https://api.telegram.org/', 'Add it as a Telegram channel.'],
    ['telegram', 'https://api.telegram.org.evil.example/', 'WEBHOOK_ALLOWED_HOSTS'],
    ['pushover', 'https://api.pushover.net/1/users.json', 'looks like https://api.pushover.net'],
  ] as const)('%s %s is refused: %s', (kind, url, part) => {
    expect(judge(kind, url).ok).toBe(false);
    expect(createChannelUrlJudge(rules)(kind, url)).toContain(part);
  });

  it.each([
    [
      'teams',
      'https://prod-12.westeurope.logic.azure.com:443/workflows/abc/triggers/manual/paths/invoke?api-version=2016-06-01&sig=x',
    ],
    [
      'teams',
      'https://default0f.0f.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/abc/triggers/manual/paths/invoke?api-version=1&sig=x',
    ],
    ['telegram', 'https://api.telegram.org'],
    ['telegram', 'https://api.telegram.org/bot123:ab-C_d/sendMessage'],
    ['pushover', 'https://api.pushover.net/1/messages.json'],
    ['pagerduty', 'https://events.eu.pagerduty.com/v2/enqueue'],
  ] as const)('%s %s is taken', (kind, url) => {
    expect(judge(kind, url).ok).toBe(true);
  });

  it('may lead to hosts that the owner trusts, also private ones and by http', () => {
    const trusting = { egress: PUBLIC_ONLY, allowedHosts: ['Chat.lan', '10.0.0.5:8065'] };
    const isAllowed = (url: string) => judgeChannelUrl('slack', url, trusting).ok;
    expect(isAllowed('http://chat.lan/hooks/x')).toBe(true);
    expect(isAllowed('http://10.0.0.5:8065/hooks/x')).toBe(true);
    expect(isAllowed('http://10.0.0.5/hooks/x')).toBe(false);
    expect(isAllowed('http://evil-chat.lan/hooks/x')).toBe(false);
  });
});

describe('webhook addresses', () => {
  it('may lead anywhere that the egress policy permits', () => {
    expect(judge('webhook', 'https://hooks.example:8080/in').ok).toBe(true);
    expect(judge('webhook', 'http://127.0.0.1:8080/in').ok).toBe(false);
    const atHome = { egress: ALLOW_PRIVATE, allowedHosts: [] };
    expect(judgeChannelUrl('webhook', 'http://127.0.0.1:8080/in', atHome).ok).toBe(true);
  });

  it('are https where they are entered, but for named hosts and the own network where it may be reached', () => {
    const atHome = { egress: ALLOW_PRIVATE, allowedHosts: [] };
    const faultOf = createChannelUrlJudge(atHome);
    const plain = ['hooks.example', '93.184.216.34', '[2606:4700:4700::1111]'];
    for (const host of plain) {
      const fault = faultOf('webhook', `http://${host}:8080/in?key=x`);
      expect(fault).toMatch(/https:.*WEBHOOK_ALLOWED_HOSTS/);
      expect(fault).not.toContain('key');
    }
    for (const host of ['nas.lan', 'localhost', '10.0.0.5', '[::1]', '[::ffff:10.0.0.5]']) {
      expect(faultOf('webhook', `http://${host}:8080/in`), host).toBeNull();
    }
    const named = createChannelUrlJudge({ egress: ALLOW_PRIVATE, allowedHosts: ['hooks.example'] });
    expect(named('webhook', 'http://hooks.example:8080/in')).toBeNull();
  });

  it('go on in clear where they were stored before https was asked for', () => {
    for (const egress of [PUBLIC_ONLY, ALLOW_PRIVATE]) {
      const verdict = judgeChannelUrl('webhook', 'http://hooks.example:8080/in', {
        egress,
        allowedHosts: [],
      });
      expect(verdict.ok).toBe(true);
    }
  });

  it('never lead to metadata addresses or to our own databases', () => {
    const egress = {
      ...ALLOW_PRIVATE,
      own: [{ name: 'PostgreSQL', host: '127.0.0.1', port: 15432 }],
    };
    const trusting = { egress, allowedHosts: ['169.254.169.254', '127.0.0.1'] };
    expect(judgeChannelUrl('webhook', 'http://169.254.169.254/latest', trusting).ok).toBe(false);
    expect(judgeChannelUrl('webhook', 'http://127.0.0.1:15432/', trusting).ok).toBe(false);
    expect(judgeChannelUrl('webhook', 'http://127.0.0.1:15433/', trusting).ok).toBe(true);
  });

  it('are not repeated when they are refused', () => {
    for (const url of [
      'http://127.0.0.1/T0PSECRET',
      'https://hooks.slack.com/T0PSECRET',
      'ftp://files.example/T0PSECRET',
      'https://u:T0PSECRET@hooks.example/',
      `https://hooks.example/T0PSECRET${'x'.repeat(3_000)}`,
    ]) {
      for (const kind of ['slack', 'discord', 'webhook'] as const) {
        const verdict = judge(kind, url);
        if (!verdict.ok) expect(JSON.stringify(verdict)).not.toContain('T0PSECRET');
      }
    }
  });
});

describe('createChannelUrlJudge', () => {
  it('answers what is wrong, or nothing', () => {
    const faultOf = createChannelUrlJudge(rules);
    expect(faultOf('slack', 'https://hooks.slack.com/services/T/B/X')).toBeNull();
    expect(faultOf('webhook', 'http://10.0.0.1/')).toContain('EGRESS_MODE');
  });
});
