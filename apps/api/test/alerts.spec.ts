import type { AlertRecord, DeliveryRecord, Failure } from '@app/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { itemsOf, openClient, type Json, type TestClient } from './support/open-client.ts';
import { openProduct, type TestProduct } from './support/open-product.ts';
import { openSite, type Site } from './support/site.ts';

let product: TestProduct;
let client: TestClient;
let site: Site;
beforeAll(async () => {
  product = await openProduct();
  site = await openSite();
});
afterAll(async () => {
  await site.close();
  await product.stores.close();
});
beforeEach(async () => {
  site.hits.length = 0;
  client = await openClient(product);
});

const REFUSED: Failure = {
  class: 'refused',
  code: 'CONNECTION_REFUSED',
  fact: { is: 'refused', port: 443 },
};

function alertOf(targetId: string): AlertRecord {
  const at = new Date();
  return {
    id: product.ports.newId(),
    targetId,
    subject: targetId,
    targetName: 'Shop',
    domain: null,
    kind: 'down',
    state: 'open',
    severity: 'high',
    cause: { is: 'failure', failure: REFUSED },
    openedAt: at,
    since: at,
    resolvedAt: null,
    resolution: null,
    acknowledgedAt: null,
    acknowledgedNote: null,
    endedAt: null,
    updatedAt: at,
    announcements: [],
  };
}

describe('alerts, deliveries and inbox', () => {
  it('are listed, shown with their deliveries, and acknowledged once', async () => {
    const { id: targetId } = await client.mutate('targets.create', { url: site.url });
    const alert = alertOf(targetId as string);
    await product.ports.alerts.insert(alert);
    const delivery: DeliveryRecord = {
      id: product.ports.newId(),
      alertId: alert.id,
      channelId: null,
      channelKind: 'in-app',
      channelName: 'Inbox',
      event: 'opened',
      state: 'dead',
      attempts: [],
      idempotencyKey: `${alert.id}:opened:in-app`,
      createdAt: alert.openedAt,
      nextAttemptAt: null,
      updatedAt: alert.openedAt,
    };
    await product.ports.deliveries.insert([delivery]);

    expect(await client.query('targets.get', { id: targetId })).toMatchObject({ openAlerts: 1 });
    const open = await client.query('alerts.list', { targetId, state: 'open' });
    expect(itemsOf(open)).toMatchObject([
      { id: alert.id, kind: 'down', reason: 'Refused: nothing listens on port 443.' },
    ]);
    const shown = await client.query('alerts.get', { id: alert.id });
    expect(shown['deliveries']).toMatchObject([{ channelId: null, channelKind: 'in-app' }]);
    expect(itemsOf(await client.query('deliveries.list', { alertId: alert.id }))).toHaveLength(1);
    expect(await client.mutate('deliveries.redrive', { id: delivery.id })).toMatchObject({
      state: 'pending',
    });

    const done = await client.mutate('alerts.acknowledge', { id: alert.id, note: 'on it' });
    expect(done).toMatchObject({
      state: 'resolved',
      resolution: 'acknowledged',
      acknowledgedNote: 'on it',
    });
    expect(await client.mutate('alerts.acknowledge', { id: alert.id })).toMatchObject({
      acknowledgedNote: 'on it',
    });
  });

  it('are read and marked', async () => {
    const { ports } = product;
    const item = {
      id: ports.newId(),
      alertId: ports.newId(),
      targetId: null,
      event: 'opened' as const,
      told: { is: 'text' as const, title: 'Shop is down', text: 'Why: refused' },
      at: new Date(),
      readAt: null,
    };
    await ports.inbox.insert([item]);
    expect(itemsOf(await client.query('inbox.list', { unreadOnly: true }))).toMatchObject([
      { id: item.id, title: item.told.title },
    ]);
    expect(await client.query('inbox.unreadCount')).toBe(1);
    await client.mutate('inbox.markRead', { ids: [item.id] });
    expect(await client.query('inbox.unreadCount')).toBe(0);
    await client.mutate('inbox.markAllRead');
  });
});

describe('channels', () => {
  it('keep their secrets to themselves', async () => {
    const secret = 'a secret of some length';
    const channel = await client.mutate('channels.create', {
      kind: 'webhook',
      name: 'ops',
      config: { url: `${site.url}/hook`, secret },
    });
    expect(JSON.stringify([channel, await client.query('channels.list')])).not.toContain(secret);
    expect(await client.mutate('channels.test', { id: channel['id'] })).toMatchObject({
      delivered: true,
    });
    expect(site.hits).toEqual(['/hook']);
    expect(
      await client.mutate('channels.update', { id: channel['id'], enabled: false }),
    ).toMatchObject({
      enabled: false,
    });
    await client.mutate('channels.remove', { id: channel['id'] });
    expect(itemsOf(await client.query('channels.list'))).toEqual([]);
  });

  it('are asked about when a target has chosen no other one', async () => {
    const create = (name: string) =>
      client.mutate('channels.create', {
        ...{ kind: 'webhook', name, config: { url: `${site.url}/hook` } },
      });
    const [only, other] = [await create('only'), await create('other')];
    const channels = (...ids: unknown[]) => ({ alerting: { channelIds: ids } });
    const add = (name: string, ...ids: unknown[]) =>
      client.mutate('targets.create', { url: `${site.url}/${name}`, name, ...channels(...ids) });
    const shop = await add('Shop', only['id']);
    const both = await add('Both', only['id'], other['id']);
    await client.mutate('policies.update', { byTag: [{ tag: 'night', channelIds: [only['id']] }] });
    const refused = await client.refused('POST', 'channels.remove', { id: only['id'] });
    expect(refused.data.code).toBe('CONFLICT');
    expect(refused.message).toMatch(/the tag night, Shop\. .*replaceWith.*force/);
    const chosen = async ({ id }: Record<string, unknown>) =>
      (await client.query('targets.get', { id }))['alerting'];
    await client.mutate('channels.remove', { id: only['id'], replaceWith: other['id'] });
    expect(await chosen(shop)).toMatchObject({ channelIds: [other['id']] });
    expect(await chosen(both)).toMatchObject({ channelIds: [other['id']] });
    expect(await client.query('policies.get')).toMatchObject({
      byTag: [{ tag: 'night', channelIds: [other['id']] }],
    });
    await client.mutate('channels.remove', { id: other['id'], force: true });
    expect(await chosen(shop)).toMatchObject({ channelIds: [other['id']] });
    await client.mutate('policies.update', { byTag: [] });
    for (const { id } of [shop, both]) await client.mutate('targets.remove', { id });
  });

  it('are decided on by two people at once without undoing each other', async () => {
    const shown = await client.query('policies.get');
    const saved = await client.mutate('policies.update', { shown, byTag: [{ tag: 'day' }] });
    const late = { shown, byTag: [{ tag: 'night' }] };
    const refused = await client.refused('POST', 'policies.update', late);
    expect(refused.data.code).toBe('CONFLICT');
    expect(refused.message).toContain('Somebody else has changed these rules');
    expect(await client.query('policies.get')).toEqual(saved);
    const again = await client.mutate('policies.update', { ...late, shown: saved });
    expect(again).toMatchObject({ byTag: [{ tag: 'night' }] });
    await client.mutate('policies.update', { byTag: [] });
  });

  it('let another one take over when they are removed, and lead in no circle', async () => {
    const create = (name: string, fallbackChannelId: unknown = null) =>
      client.mutate('channels.create', {
        ...{ kind: 'webhook', name, config: { url: `${site.url}/hook` }, fallbackChannelId },
      });
    const last = await create('last');
    const middle = await create('middle', last['id']);
    const other = await create('other');
    const first = await create('first', middle['id']);
    const fallbacks = async () => {
      const items = itemsOf(await client.query('channels.list'));
      return items.map((one) => [one['name'], one['fallbackChannelId']]);
    };
    const circle = { id: last['id'], fallbackChannelId: first['id'] };
    const { message } = await client.refused('POST', 'channels.update', circle);
    expect(message).toContain('circle');
    await client.mutate('channels.remove', { id: middle['id'] });
    expect(await fallbacks()).toEqual([
      ['last', null],
      ['other', null],
      ['first', last['id']],
    ]);
    await client.mutate('channels.remove', { id: last['id'], replaceWith: other['id'] });
    expect(await fallbacks()).toEqual([
      ['other', null],
      ['first', other['id']],
    ]);
    await client.mutate('channels.remove', { id: other['id'] });
    expect(await fallbacks()).toEqual([['first', null]]);
    await client.mutate('channels.update', { id: first['id'], name: 'renamed' });
    await client.mutate('channels.remove', { id: first['id'] });
  });

  it.each([
    [{ kind: 'fax', name: 'x', config: {} }],
    [{ kind: 'email', name: 'x', config: { to: [] } }],
    [{ kind: 'email', name: 'x', config: { to: ['nobody'] } }],
    [{ kind: 'slack', name: 'x', config: { url: 'https://evil.example/hook' } }],
    [{ kind: 'webhook', name: 'x', config: { url: 'http://169.254.169.254/' } }],
    [{ kind: 'webhook', name: '', config: { url: 'https://hooks.example/x' } }],
    [{ kind: 'webhook', name: 'x', config: { url: 'https://hooks.example/x', more: 1 } }],
  ])('are refused: %j', async (input) => {
    const { data, message } = await client.refused('POST', 'channels.create', input);
    expect(data.code).toBe('BAD_REQUEST');
    expect(data.issues).not.toEqual([]);
    expect(message).not.toMatch(/[{}]/);
  });
});

describe('system.health', () => {
  it('names its parts', async () => {
    const health = await client.query('system.health');
    const names = (health['components'] as Json[]).map(({ name }) => name);
    expect(names).toEqual([
      ...['mongodb', 'postgres', 'worker', 'queues', 'load', 'disk'],
      ...['deliveries', 'backups', 'egress'],
    ]);
    expect(health['status']).toBe('failing');
    await product.ports.workers.heartbeat({
      id: product.ports.newId(),
      startedAt: new Date(),
      at: new Date(),
      loopDelayMs: 1,
      checksPerMinute: 0,
    });
    await expect.poll(async () => (await client.query('system.health'))['status']).toBe('ok');
  });
});
