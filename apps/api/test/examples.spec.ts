import { EXAMPLES } from '@app/domain/examples';
import fastify from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { serveExamples } from '../src/plugins/examples.ts';
import { itemsOf, type Json, openClient, type TestClient } from './support/open-client.ts';
import { openProduct, type TestProduct } from './support/open-product.ts';

describe('the examples', () => {
  let product: TestProduct;
  let client: TestClient;
  beforeAll(async () => {
    product = await openProduct();
  });
  beforeEach(async () => {
    client = await openClient(product);
  });
  afterAll(async () => {
    await product.stores.close();
  });

  const list = async (): Promise<Json[]> => itemsOf(await client.query('targets.list', {}));
  const named = async (name: string): Promise<Json> =>
    (await list()).find((target) => target['name'] === name) ?? {};

  const everyAlert = async (): Promise<Json[]> =>
    itemsOf(await client.query('alerts.list', { limit: 200 }));

  it('are added once with months behind them, told to nobody, and removed without a trace', async () => {
    await client.mutate('targets.create', { url: 'https://a.test/', tags: ['example'] });
    const publish = vi.spyOn(product.ports.changes, 'publish');
    expect(await client.mutate('examples.add')).toEqual({ targets: EXAMPLES.length });
    expect(await client.mutate('examples.add')).toEqual({ targets: 0 });
    const targets = await list();
    expect(targets).toHaveLength(EXAMPLES.length + 1);
    expect(new Set(targets.map(({ status }) => status))).toEqual(
      new Set(['down', 'degraded', 'up', 'paused', 'pending']),
    );
    const down = await named('Ticket system');
    expect(down).toMatchObject({ tags: ['example', 'office'], alerting: { channelIds: [] } });
    expect(down['uptime24h']).toBeLessThan(95);

    const days = itemsOf(await client.query('stats.daily', { targetId: down['id'], days: 90 }));
    const measured = days.filter(({ uptime }) => uptime !== null);
    expect(measured.length).toBeGreaterThan(85);
    const alerts = itemsOf(await client.query('alerts.list', { targetId: down['id'] }));
    expect(alerts.filter(({ resolution }) => resolution === 'recovered')).toHaveLength(4);
    const lasting = alerts.find(({ resolution }) => resolution === 'acknowledged');
    expect(lasting).toMatchObject({
      acknowledgedNote: 'The provider knows, back by noon',
      reason: 'Answered 500 Internal Server Error, expected 200-399.',
      endedAt: null,
    });
    // An open page shows at once what is wrong.
    expect(publish.mock.calls.flat(2)).toContainEqual({ type: 'alert', id: lasting?.['id'] });
    expect(itemsOf(await client.query('maintenance.list'))).toHaveLength(1);

    expect(await client.mutate('examples.remove')).toEqual({ targets: EXAMPLES.length });
    expect((await list()).map(({ url }) => url)).toEqual(['https://a.test/']);
    expect(itemsOf(await client.query('maintenance.list'))).toEqual([]);
  });

  it('are found again once the product has another address, and nothing else is', async () => {
    await client.mutate('targets.create', {
      url: 'https://b.test/examples/shop',
      tags: ['example'],
    });
    expect(await client.mutate('examples.add')).toEqual({ targets: EXAMPLES.length });
    const { publicUrl } = product.ports;
    Object.assign(product.ports, { publicUrl: 'https://netumo.test' });
    expect(await client.mutate('examples.remove')).toEqual({ targets: EXAMPLES.length });
    Object.assign(product.ports, { publicUrl });
    expect((await list()).map(({ url }) => url).toSorted()).toEqual([
      'https://a.test/',
      'https://b.test/examples/shop',
    ]);
  });

  it('are there once where two people add them at the same time', async () => {
    const known = new Set((await everyAlert()).map(({ id }) => id));
    const added = await Promise.all([client.mutate('examples.add'), client.mutate('examples.add')]);
    const counts = added.map(({ targets }) => Number(targets));
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(EXAMPLES.length);
    const ids = new Set((await list()).map(({ id }) => id));
    const alerts = (await everyAlert()).filter(({ id }) => !known.has(id));
    expect(alerts.length).toBeGreaterThan(0);
    expect(alerts.filter(({ targetId }) => !ids.has(targetId))).toEqual([]);
    expect(itemsOf(await client.query('maintenance.list'))).toHaveLength(1);
    expect(await client.mutate('examples.remove')).toEqual({ targets: EXAMPLES.length });
  });
});

describe('what answers for them', () => {
  const statusOf = async (path: string, now = 0): Promise<number> => {
    const server = fastify();
    await server.register(serveExamples, { now: () => now });
    const { statusCode } = await server.inject({ url: `/examples/${path}` });
    return statusCode;
  };

  it.each([
    ['shop', 0, 200],
    ['tickets', 0, 500],
    ['payments', 0, 200],
    ['payments', 359_000, 500],
    ['nothing', 0, 404],
  ])('%s at %i: %i', async (path, now, status) => {
    expect(await statusOf(path, now)).toBe(status);
  });
});
