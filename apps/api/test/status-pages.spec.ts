import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { AlertRecord, TargetRecord } from '@app/domain';
import { targetRecord } from '@app/domain/testing';
import { newId } from '@app/persistence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemsOf, openClient } from './support/open-client.ts';
import { openProduct, type TestProduct } from './support/open-product.ts';
import { openServer } from './support/open-server.ts';

const HOST = '127.0.0.1:3000';
const MISSING = '0123456789abcdef01234567';

let product: TestProduct;
const alertId = newId();
const targetId = newId();
beforeAll(async () => {
  product = await openProduct();
  const { targets } = product.ports;
  const add = async (id: string, over: Partial<TargetRecord>) =>
    await targets.insert(targetRecord({ id, urlKey: id, ...over }), { unique: true });
  const url = 'http://127.0.0.1:39998/hush?token=secret';
  await add(targetId, { url, name: 'Shop <b>', tags: ['prod'] });
  await add(newId(), { url: 'http://127.0.0.1:39997/', name: '127.0.0.1:39997', tags: ['prod'] });
  await add(newId(), { name: 'Not yours', tags: ['inner'] });
  const at = new Date(Date.now() - 600_000);
  const alert: AlertRecord = {
    ...{ id: alertId, targetId, subject: targetId, targetName: 'Shop <b>', domain: null },
    ...{ kind: 'down', state: 'open', severity: 'critical', openedAt: at, since: at },
    cause: { is: 'text', text: 'Refused by 10.9.8.7.' },
    ...{ resolvedAt: null, resolution: null, endedAt: null, acknowledgedAt: null },
    ...{ acknowledgedNote: null, updatedAt: at, announcements: [] },
  };
  await product.ports.alerts.insert(alert);
});
afterAll(() => product.stores.close());

/** A browser of somebody; all that it asks is answered by one process. */
async function visitor() {
  const { server } = await openServer(product.options);
  return (url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
    server.inject({ url, method, headers: { host: HOST, ...headers } });
}

describe('status pages', () => {
  it('are made, listed, changed and removed', async () => {
    const client = await openClient(product);
    const made = await client.mutate('statusPages.create', {
      ...{ slug: 'made', title: 'Made', tag: 'prod', enabled: false },
    });
    expect(made).toMatchObject({ slug: 'made', enabled: false, logo: null, notice: null });
    expect(made).not.toHaveProperty('version');
    const { id } = made;
    const taken = { slug: 'made', title: 'Other', tag: 'prod' };
    expect((await client.refused('POST', 'statusPages.create', taken)).data).toMatchObject({
      code: 'CONFLICT',
      field: 'slug',
    });
    await client.mutate('statusPages.update', { id, title: 'Other', notice: 'We move.' });
    expect(itemsOf(await client.query('statusPages.list'))).toMatchObject([
      { id, title: 'Other', notice: 'We move.', tag: 'prod' },
    ]);
    await client.mutate('statusPages.remove', { id });
    expect(itemsOf(await client.query('statusPages.list'))).toEqual([]);
    for (const [path, input] of [
      ['update', { id, title: 'x' }],
      ['remove', { id }],
      ['note', { id, alertId, text: 'x' }],
    ] as const) {
      const { data } = await client.refused('POST', `statusPages.${path}`, input);
      expect(data.code).toBe('NOT_FOUND');
    }
    const [entry] = itemsOf(await client.query('system.audit'));
    expect(entry).toMatchObject({
      action: 'statusPages.remove',
      subject: { kind: 'status-page', name: 'Other' },
    });
  });

  it('tell strangers how the targets of their tag do, and nothing else', async () => {
    const [client, get] = [await openClient(product), await visitor()];
    const { id } = await client.mutate('statusPages.create', {
      ...{ slug: 'shop', title: 'Shop status', tag: 'prod', notice: 'We move on Sunday.' },
    });
    await client.mutate('maintenance.create', {
      ...{ name: 'Move', tags: ['prod'] },
      once: {
        from: new Date(Date.now() + 3_600_000).toISOString(),
        to: new Date(Date.now() + 7_200_000).toISOString(),
      },
    });
    await client.mutate('maintenance.create', {
      ...{ name: 'Inner work', tags: ['inner'] },
      weekly: { days: ['SU'], from: '02:00', to: '04:00' },
    });
    expect(itemsOf(await client.query('statusPages.outages', { id }))).toMatchObject([
      { alertId, targetName: 'Shop <b>', endedAt: null, text: null },
    ]);
    await client.mutate('statusPages.note', { id, alertId, text: 'A disk is full.' });
    const unknown = { id, alertId: MISSING, text: 'x' };
    expect((await client.refused('POST', 'statusPages.note', unknown)).data.code).toBe('NOT_FOUND');

    const { statusCode, headers, body } = await get('/status/shop');
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('public, max-age=15');
    for (const told of [
      'Shop &lt;b&gt; is down',
      'A disk is full.',
      'We move on Sunday.',
      'Move',
    ]) {
      expect(body).toContain(told);
    }
    expect(body).toContain('Service 2');
    expect(body).not.toMatch(/127\.0\.0\.1|3999\d|hush|secret|10\.9\.8\.7|Not yours|Inner work/);
    expect(body).not.toContain(targetId);
    expect(body).not.toContain(alertId);

    const feed = await get('/status/shop/feed.atom');
    expect(feed.statusCode).toBe(200);
    expect(feed.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect(feed.body).toContain('<title>Shop &lt;b&gt; is down</title>');
    expect(feed.body).not.toMatch(/127\.0\.0\.1|hush|secret|10\.9\.8\.7/);
  });

  it('run nothing and load nothing: their policy names the one style that they have', async () => {
    const [client, get] = [await openClient(product), await visitor()];
    const { headers, body } = await get('/status/shop');
    const policy = String(headers['content-security-policy']);
    const style = /<style>([\s\S]*?)<\/style>/.exec(body)?.[1] ?? '';
    const digest = createHash('sha256').update(style).digest('base64');
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${digest}'; img-src data:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'`,
    );
    expect(body).not.toMatch(/<script|style=|\son\w+=/);
    const { id } = await client.mutate('statusPages.create', {
      ...{ slug: 'logo', title: 'x', tag: 'prod', logo: 'https://img.example.org/a/l.png' },
    });
    const withLogo = await get('/status/logo');
    expect(withLogo.headers['content-security-policy']).toContain(
      'img-src https://img.example.org;',
    );
    await client.mutate('statusPages.remove', { id });
  });

  it('are answered briefly to those who have them, and compressed to those who can read that', async () => {
    const get = await visitor();
    const { headers, body } = await get('/status/shop');
    const etag = String(headers.etag);
    const again = await get('/status/shop', { 'if-none-match': `"x", ${etag}` });
    expect(again.statusCode).toBe(304);
    expect(again.body).toBe('');
    expect(again.headers.etag).toBe(etag);
    const small = await get('/status/shop', { 'accept-encoding': 'gzip, br' });
    expect(small.headers['content-encoding']).toBe('gzip');
    expect(small.headers.vary).toContain('accept-encoding');
    expect(gunzipSync(small.rawPayload).toString()).toBe(body);
    const { server } = await openServer({
      ...product.options,
      corsOrigins: ['https://app.example.org'],
    });
    const shared = await server.inject({ url: '/status/shop', headers: { host: HOST } });
    // A cache must not show to one origin what was permitted to another.
    expect(shared.headers.vary).toBe('Origin, accept-encoding');
    const head = await get('/status/shop', {}, 'HEAD');
    expect(head.statusCode).toBe(200);
    expect(head.body).toBe('');
  });

  it('have names of their own, unlike everything else here', async () => {
    const get = await visitor();
    expect((await get('/status/shop', { host: 'status.example.org' })).statusCode).toBe(200);
    expect((await get('/trpc/targets.list', { host: 'status.example.org' })).statusCode).toBe(421);
    expect((await get('/', { host: 'status.example.org' })).statusCode).toBe(421);
    const linked = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await get('/status/shop', linked)).statusCode).toBe(200);
  });

  it.each(['/status/none', '/status/none/feed.atom', '/status/Shop', `/status/${'x'.repeat(500)}`])(
    'are not there as %.30s',
    async (url) => {
      const get = await visitor();
      const { statusCode, headers, body } = await get(url, { accept: 'text/html' });
      expect(statusCode).toBe(404);
      expect(headers['cache-control']).toBe('no-store');
      expect(body).toContain('There is no such page');
    },
  );

  it.each(['/status', '/status/', '/status/a/b'])('leave %s to nobody', async (url) => {
    const get = await visitor();
    expect((await get(url, { accept: 'text/html' })).statusCode).toBe(404);
  });
});
