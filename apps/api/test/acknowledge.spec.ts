import type { AlertRecord } from '@app/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemsOf, openClient, type TestClient } from './support/open-client.ts';
import { openProduct, type TestProduct } from './support/open-product.ts';
import { openServer } from './support/open-server.ts';

const HOST = '127.0.0.1:3000';
const SECRET = '0123456789abcdef'.repeat(2);

let product: TestProduct;
let client: TestClient;
beforeAll(async () => {
  product = await openProduct();
});
afterAll(() => product.stores.close());

async function anAlert(over: Partial<AlertRecord> = {}): Promise<AlertRecord> {
  const at = new Date();
  const id = product.ports.newId();
  const alert: AlertRecord = {
    ...{ id, targetId: null, subject: id, targetName: 'Shop <b>', domain: null, kind: 'down' },
    ...{ state: 'open', severity: 'critical', cause: { is: 'failed-check' } },
    ...{ openedAt: at, since: at, resolvedAt: null, resolution: null, endedAt: null },
    ...{ acknowledgedAt: null, acknowledgedNote: null, updatedAt: at, announcements: [] },
    linkSecret: SECRET,
    ...over,
  };
  await product.ports.alerts.insert(alert);
  return alert;
}

async function page(method: 'GET' | 'HEAD' | 'POST', token: string, headers = {}) {
  const { server } = await openServer(product.options);
  return await server.inject({
    method,
    url: `/ack/${token}`,
    headers: {
      host: HOST,
      ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...headers,
    },
    ...(method === 'POST' && { payload: 'note=on+it%21' }),
  });
}

describe('the page of the link in a message', () => {
  it('asks, and takes the alert on when its form is sent', async () => {
    const { id } = await anAlert();
    for (const method of ['GET', 'HEAD', 'GET'] as const) {
      expect((await page(method, id + SECRET)).statusCode).toBe(200);
    }
    const asked = await page('GET', id + SECRET);
    expect(asked.body).toContain('<form method="post">');
    expect(asked.body).toContain('Shop &lt;b&gt;');
    expect(asked.headers['content-security-policy']).toContain("form-action 'self'");
    expect(asked.headers['cache-control']).toBe('no-store');
    expect(await product.ports.alerts.get(id)).toMatchObject({ state: 'open' });

    const taken = await page('POST', id + SECRET);
    expect(taken.statusCode).toBe(200);
    expect(taken.body).not.toContain('<form');
    expect(taken.body).toContain('on it!');
    expect(await product.ports.alerts.get(id)).toMatchObject({
      resolution: 'acknowledged',
      acknowledgedNote: 'on it!',
      acknowledgedBy: { kind: 'person', address: '127.0.0.1' },
    });
    expect((await page('POST', id + SECRET)).statusCode).toBe(200);
  });

  it('is for its alert only', async () => {
    const { id } = await anAlert();
    for (const token of [id + 'f'.repeat(32), id, `${id}${SECRET}0`, 'x']) {
      expect((await page('POST', token)).statusCode, token).toBe(404);
    }
    expect(await product.ports.alerts.get(id)).toMatchObject({ state: 'open' });
  });

  it('says that there is nothing left to take on', async () => {
    const { id } = await anAlert();
    await product.ports.alerts.end(id, { at: new Date(), ending: 'recovered', announcement: null });
    expect((await page('GET', id + SECRET)).body).toContain('Over since');
    expect((await page('POST', id + SECRET)).statusCode).toBe(409);
  });

  it('is refused to pages of another origin', async () => {
    const { id } = await anAlert();
    const { statusCode } = await page('POST', id + SECRET, { origin: 'https://evil.example' });
    expect(statusCode).toBe(403);
  });
});

describe('mutes, maintenance and policies', () => {
  it('are made, shown on the targets they act on, and removed', async () => {
    client = await openClient(product);
    const target = await client.mutate('targets.create', {
      url: 'http://127.0.0.1:39998/',
      tags: ['web'],
    });
    const id = target['id'];
    expect(target).toMatchObject({ mutedBy: null, maintenance: null, parentId: null });
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const mute = await client.mutate('mutes.create', { tag: 'web', until, note: 'deploy' });
    expect(await client.query('targets.get', { id })).toMatchObject({
      mutedBy: { id: mute['id'], scope: 'tag', note: 'deploy' },
    });
    expect(itemsOf(await client.query('mutes.list'))).toHaveLength(1);
    await client.mutate('mutes.remove', { id: mute['id'] });
    expect(await client.query('targets.get', { id })).toMatchObject({ mutedBy: null });

    const from = new Date(Date.now() - 60_000).toISOString();
    const window = await client.mutate('maintenance.create', {
      name: 'backup',
      targetIds: [id],
      once: { from, to: until },
    });
    expect(await client.query('targets.get', { id })).toMatchObject({
      maintenance: { id: window['id'], name: 'backup' },
    });
    const weekly = { days: ['MO'], from: '02:00', to: '03:00' };
    expect(
      await client.mutate('maintenance.update', {
        id: window['id'],
        weekly,
        timeZone: 'Asia/Tokyo',
      }),
    ).toMatchObject({ once: null, weekly, timeZone: 'Asia/Tokyo', name: 'backup' });
    const [listed] = itemsOf(await client.query('maintenance.list'));
    const next = listed?.['next'] as { from: string; to: string }[];
    expect(next).toHaveLength(3);
    for (const stretch of next) {
      // Two in the morning on a Monday in Tokyo, where no clock is ever changed.
      expect(new Date(stretch.from).toISOString()).toMatch(/T17:00:00.000Z$/);
      expect(new Date(stretch.from).getUTCDay()).toBe(0);
      expect(Date.parse(stretch.to) - Date.parse(stretch.from)).toBe(3_600_000);
    }
    await client.mutate('maintenance.remove', { id: window['id'] });
    expect(itemsOf(await client.query('maintenance.list'))).toEqual([]);
  });

  it('choose channels, and say when nothing of a choice is left', async () => {
    client = await openClient(product);
    const channel = (name: string) =>
      client.mutate('channels.create', {
        kind: 'webhook',
        name,
        config: { url: 'http://127.0.0.1:39999/hook' },
        quietHours: { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' },
      });
    const [one, two] = [await channel('one'), await channel('two')];
    expect(one).toMatchObject({ quietHours: { from: '22:00', holdDown: false } });
    expect(
      await client.mutate('policies.update', { defaults: { channelIds: [one['id']] } }),
    ).toMatchObject({ defaults: { channelIds: [one['id']], kinds: null }, byTag: [] });
    const alerting = { channelIds: [two['id']] };
    const target = await client.mutate('targets.create', {
      url: 'http://127.0.0.1:39997/',
      alerting,
    });
    const effective = async () =>
      (await client.query('targets.get', { id: target['id'] }))['effectiveChannels'];
    expect(await effective()).toEqual({ channelIds: [two['id']], source: 'target' });
    await client.mutate('channels.update', { id: two['id'], enabled: false, quietHours: null });
    expect(await effective()).toEqual({ channelIds: [one['id']], source: 'fallback' });
    await client.mutate('targets.update', { id: target['id'], alerting, name: 'Renamed' });
  });

  it.each([
    ['mutes.create', { until: '2020-01-01T00:00:00Z' }],
    ['mutes.create', { until: '2999-01-01T00:00:00Z', tag: 'a', targetId: 'a'.repeat(24) }],
    ['maintenance.create', { name: 'x' }],
    ['maintenance.create', { name: 'x', weekly: { days: [], from: '02:00', to: '03:00' } }],
    [
      'maintenance.create',
      { name: 'x', weekly: { days: ['MO'], from: '2', to: '03:00' }, timeZone: 'Mars/Base' },
    ],
    ['policies.update', { defaults: { channelIds: ['a'.repeat(24)] } }],
    ['policies.update', { byTag: [{ tag: 'a' }, { tag: 'a' }] }],
  ])('are refused: %s %j', async (path, input) => {
    client = await openClient(product);
    expect((await client.refused('POST', path, input)).data.code).toBe('BAD_REQUEST');
  });
});
