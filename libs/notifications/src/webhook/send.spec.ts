import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSender } from '../senders.ts';
import { answering, startFakeProvider, type FakeProvider } from '../testing/fake-provider.ts';
import {
  ALLOW_PRIVATE,
  EVERY_EVENT,
  OVER,
  sampleChannel,
  sampleDigest,
  sampleMessage,
  TEST_MESSAGE,
} from '../testing/samples.ts';
import { alertmanagerBody } from './alertmanager-body.ts';
import { netumoBody } from './netumo-body.ts';
import { inWords } from '../testing/in-words.ts';

const sentAt = new Date('2026-01-31T15:00:00.500Z');
const secret = 'a secret of some length';
const { signal } = new AbortController();

const send = createSender(
  {
    mailFrom: null,
    smtpUrl: null,
    resendApiKey: null,
    resendBaseUrl: null,
    egress: ALLOW_PRIVATE,
    allowedHosts: [],
    userAgent: 'mini-netumo/test',
  },
  () => sentAt,
);

let provider: FakeProvider;
beforeEach(async () => {
  provider = await startFakeProvider();
});
afterEach(async () => {
  await provider.close();
});

const webhook = (config: { secret?: string; format?: 'netumo' | 'alertmanager' } = {}) =>
  sampleChannel({ kind: 'webhook', config: { url: `${provider.origin}/hook`, ...config } });

describe('netumoBody', () => {
  it.each(EVERY_EVENT)('of %s', (_event, message) => {
    expect(JSON.parse(netumoBody(message))).toMatchSnapshot();
  });

  it('holds each event of a digest as it would have come alone', () => {
    const digest = sampleDigest(3);
    const { events } = JSON.parse(netumoBody(digest)) as { events: unknown[] };
    const [, second] = digest.items ?? [];
    const alone = { ...second!, idempotencyKey: 'other', sentAt: digest.sentAt };
    expect(events).toHaveLength(3);
    expect(events[1]).toEqual(JSON.parse(netumoBody(alone)));
  });

  it('holds no field that the contract does not name', () => {
    const message = sampleMessage();
    const stored = { ...message, alert: { ...message.alert!, internal: 'intent' } };
    expect(netumoBody(stored)).not.toContain('intent');
  });
});

describe('alertmanagerBody', () => {
  it.each(EVERY_EVENT)('of %s', (_event, message) => {
    expect(JSON.parse(alertmanagerBody(message, 'ops'))).toMatchSnapshot();
  });

  it('labels the domain of an alert about one, and none on others', () => {
    const labelsOf = (alert: Parameters<typeof sampleMessage>[1]) =>
      (
        JSON.parse(alertmanagerBody(sampleMessage({}, alert), 'ops')) as {
          commonLabels: Record<string, string>;
        }
      ).commonLabels;
    const about = { kind: 'domain', targetName: 'shop.example', domain: 'shop.example' } as const;
    expect(labelsOf(about)).toMatchObject({ alertname: 'netumo-domain', domain: 'shop.example' });
    expect(labelsOf({})).not.toHaveProperty('domain');
  });

  it('names an alert the same at its end, also when its severity rose', () => {
    const keysOf = (body: string) => {
      const { groupKey, alerts } = JSON.parse(body) as {
        groupKey: string;
        alerts: { fingerprint: string }[];
      };
      return [groupKey, alerts[0]?.fingerprint];
    };
    const opened = alertmanagerBody(sampleMessage({}, { severity: 'warning' }), 'ops');
    const resolved = alertmanagerBody(sampleMessage({ event: 'resolved' }, OVER), 'ops');
    expect(keysOf(resolved)).toEqual(keysOf(opened));
  });
});

describe('labels for Alertmanager', () => {
  const bodyOf = (...message: Parameters<typeof sampleMessage>) =>
    JSON.parse(alertmanagerBody(sampleMessage(...message), 'ops')) as {
      commonLabels: object;
      alerts: { labels: object; status: string }[];
      groupKey: string;
    };
  const opened = {
    targetUrl: 'https://shop.example/cart?a=1&b=2',
    openedSeverity: 'high',
  } as const;

  it.each([
    ['removed', { target: null }, {}],
    [
      'renamed and moved',
      { target: { ...sampleMessage().target!, name: 'B', url: 'http://b/' } },
      {},
    ],
    ['getting worse', {}, { severity: 'critical' }],
  ] as const)('are the same at the end, also of a target that was %s', (_what, message, alert) => {
    const first = bodyOf({}, { ...opened, severity: 'high' });
    const last = bodyOf({ event: 'resolved', ...message }, { ...opened, ...OVER, ...alert });
    expect(last.alerts[0]?.labels).toEqual(first.alerts[0]?.labels);
    expect(last.groupKey).toBe(first.groupKey);
  });

  it('of a digest are those of each alert, beside what is common to all', () => {
    const digest = sampleDigest(3);
    const body = JSON.parse(alertmanagerBody(digest, 'ops')) as ReturnType<typeof bodyOf>;
    expect(body.alerts.map(({ status }) => status)).toEqual(['resolved', 'firing', 'firing']);
    expect(body.alerts[1]?.labels).toMatchObject({ target: 'Shop 2' });
    expect(body.commonLabels).toMatchObject({ alertname: 'netumo-down' });
    expect(body.commonLabels).not.toHaveProperty('target');
  });
});

describe('the webhook sender', () => {
  it('sends the body with the idempotency key and no signature without a secret', async () => {
    const message = sampleMessage();
    expect(inWords(await send(message, webhook(), { signal }))).toEqual({
      outcome: 'sent',
      detail: 'The webhook answered 200.',
    });
    const [request] = provider.received;
    expect(request?.body).toBe(netumoBody(message));
    expect(request?.headers['idempotency-key']).toBe(message.idempotencyKey);
    expect(request?.headers).not.toHaveProperty('x-netumo-signature');
  });

  it('signs the bytes it sends', async () => {
    const message = sampleMessage({}, { targetName: 'Müller & Söhne 😀' });
    await send(message, webhook({ secret }), { signal });
    const [request] = provider.received;
    const seconds = sentAt.getTime() / 1_000 - 0.5;
    const digest = createHmac('sha256', secret).update(`${seconds}.${request?.body}`).digest('hex');
    expect(request?.headers['x-netumo-signature']).toBe(`t=${seconds},v1=${digest}`);
  });

  it('speaks as Alertmanager when asked to', async () => {
    await send(TEST_MESSAGE, webhook({ format: 'alertmanager' }), { signal });
    expect(JSON.parse(provider.received[0]?.body ?? '')).toMatchObject({
      version: '4',
      receiver: 'ops',
      status: 'firing',
    });
  });

  it.each([
    ['a no', '{"ok":false,"error":"channel_not_found"}', 'dead'],
    ['a page for signing in', '<!doctype html><form><input type="password"></form>', 'retry'],
    ['any page', '<!doctype html><p>Thank you</p>', 'sent'],
    ['any text', 'success', 'sent'],
  ] as const)('takes %s with 200 for what it is', async (_what, body, outcome) => {
    provider.answer = answering(200, body);
    expect((await send(sampleMessage(), webhook(), { signal })).outcome).toBe(outcome);
  });

  it.each([
    [204, 'sent'],
    [302, 'dead'],
    [404, 'dead'],
    [429, 'retry'],
    [503, 'retry'],
  ] as const)('%d: %s', async (status, outcome) => {
    provider.answer = answering(status, '', { location: provider.origin, 'retry-after': '30' });
    const result = await send(sampleMessage(), webhook(), { signal });
    expect(result.outcome).toBe(outcome);
    expect(provider.received).toHaveLength(1);
    if (result.outcome === 'retry') expect(result.retryAfterMs).toBe(30_000);
  });
});
