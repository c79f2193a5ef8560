import { createServer, type AddressInfo } from 'node:net';
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

let paths = 0;
/** A url that no other test watches. */
const freshUrl = (): string => `${site.url}/${++paths}`;

const create = (extra: Json = {}): Promise<Json> =>
  client.mutate('targets.create', { url: freshUrl(), ...extra });

describe('targets', () => {
  it('are created with every promised field, enqueued, and found again', async () => {
    const target = await create({ name: 'Shop', tags: ['a', 'a', 'b'], intervalSeconds: 20 });
    expect(target).toMatchObject({
      name: 'Shop',
      tags: ['a', 'b'],
      status: 'pending',
      intervalSeconds: 20,
      lastCheck: null,
      uptime24h: null,
      unknownSeconds24h: 0,
      certificate: null,
      domain: { name: null, outcome: 'not-applicable', expiresAt: null },
      pausedAt: null,
      openAlerts: 0,
    });
    expect(product.enqueued).toContain(target['id']);
    expect(await client.query('targets.get', { id: target['id'] })).toEqual(target);
    const page = await client.query('targets.list', { search: 'shop', tags: ['a'] });
    expect(itemsOf(page).map(({ id }) => id)).toContain(target['id']);
    expect(page['counts']).toMatchObject({ pending: expect.any(Number) });
    expect(page['nextCursor']).toBeNull();
  });

  it('answer what is known of their certificate, which is watched with TLS only', async () => {
    const secure = await create({ url: freshUrl().replace('http:', 'https:') });
    const plain = await create();
    const certificate = (id: unknown) => client.query('targets.certificate', { id });
    const nothing = { reading: null, validTo: null, daysLeft: null, changes: [], trouble: null };
    const due = await certificate(secure['id']);
    expect(due).toEqual({ ...nothing, nextCheckAt: expect.any(String) });
    expect(await certificate(plain['id'])).toEqual({ ...nothing, nextCheckAt: null });

    await client.mutate('targets.pause', { id: secure['id'] });
    expect(await certificate(secure['id'])).toEqual({ ...nothing, nextCheckAt: null });
    await client.mutate('targets.resume', { id: secure['id'] });
    expect(await certificate(secure['id'])).toEqual({
      ...nothing,
      nextCheckAt: expect.any(String),
    });

    const id = plain['id'];
    await client.mutate('targets.update', { id, url: freshUrl().replace('http:', 'https:') });
    expect(await certificate(id)).toEqual({ ...nothing, nextCheckAt: expect.any(String) });
    await client.mutate('targets.update', { id, url: freshUrl() });
    expect(await certificate(id)).toEqual({ ...nothing, nextCheckAt: null });
  });

  it('are listed page by page', async () => {
    for (let n = 0; n < 3; n++) await create({ name: `Paged ${n}` });
    const first = await client.query('targets.list', { search: 'Paged', limit: 2, sort: 'name' });
    const rest = await client.query('targets.list', {
      search: 'Paged',
      limit: 2,
      sort: 'name',
      cursor: first['nextCursor'],
    });
    expect([...itemsOf(first), ...itemsOf(rest)].map(({ name }) => name)).toEqual([
      'Paged 0',
      'Paged 1',
      'Paged 2',
    ]);
  });

  it('are watched once, unless asked for', async () => {
    const url = freshUrl();
    const first = await client.mutate('targets.create', { url });
    const error = await client.refused('POST', 'targets.create', { url: `${url}#part` });
    const { id, name } = first;
    expect(error.data).toMatchObject({ code: 'CONFLICT', httpStatus: 409, target: { id, name } });
    expect(error.message).toContain(name);
    await client.mutate('targets.create', { url, allowDuplicate: true });
  });

  it('are updated in part, paused, resumed and asked for at once', async () => {
    const { id } = await create({ thresholds: { failuresToDown: 5 } });
    const updated = await client.mutate('targets.update', {
      id,
      thresholds: { slowMs: 800 },
      name: 'New',
    });
    expect(updated).toMatchObject({ name: 'New', thresholds: { failuresToDown: 5, slowMs: 800 } });
    expect(await client.mutate('targets.pause', { id })).toMatchObject({ status: 'paused' });
    expect(await client.mutate('targets.resume', { id })).toMatchObject({
      status: 'pending',
      pausedAt: null,
    });
    product.enqueued.length = 0;
    await client.mutate('targets.checkNow', { id });
    expect(product.enqueued).toEqual([id]);
  });

  it('are gone after they were removed', async () => {
    const { id } = await create();
    expect(await client.mutate('targets.remove', { id })).toMatchObject({ id });
    const error = await client.refused('GET', 'targets.get', { id });
    expect(error.data.code).toBe('NOT_FOUND');
  });

  it('are probed without being stored', async () => {
    const before = (await client.query('targets.list'))['counts'];
    const probe = await client.mutate('targets.probe', { url: `${site.url}/probe` });
    expect(probe).toMatchObject({ outcome: 'ok', statusCode: 200, failure: null });
    expect(site.hits).toEqual(['/probe']);
    expect((await client.query('targets.list'))['counts']).toEqual(before);
  });

  it('that cannot be reached fail their probe with a class and a sentence', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const probe = await client.mutate('targets.probe', {
      url: `http://127.0.0.1:${port}/`,
      request: { retries: 0 },
    });
    expect(probe).toMatchObject({
      outcome: 'failed',
      statusCode: null,
      failure: { class: 'refused', message: expect.any(String) },
    });
  });
});

describe('checks', () => {
  it('of a new target are an empty list and a chart of gaps', async () => {
    const { id } = await create();
    expect(await client.query('checks.recent', { targetId: id })).toEqual({ items: [] });
    const now = Date.now();
    for (const [from, to] of [
      [now - 3_600_000, now],
      [new Date(now - 3_600_000).toISOString(), new Date(now).toISOString()],
    ]) {
      const { points, bucketSeconds } = await client.query('checks.history', {
        targetId: id,
        from,
        to,
      });
      expect(bucketSeconds).toBeGreaterThan(0);
      expect((points as Json[]).every(({ checks }) => checks === 0)).toBe(true);
    }
  });
});
