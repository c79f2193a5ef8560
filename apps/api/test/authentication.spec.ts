import { readFileSync } from 'node:fs';
import { parseCidrList } from '@app/domain';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identifyByProxy } from './support/identify-by-proxy.ts';
import { openProduct, type TestProduct } from './support/open-product.ts';
import { openServer } from './support/open-server.ts';

const HOST = '127.0.0.1:3000';
const PROXY = '10.0.0.7';

let product: TestProduct;

beforeAll(async () => {
  product = await openProduct();
});
afterAll(() => product.stores.close());

async function openGuarded(): Promise<FastifyInstance> {
  const proxies = parseCidrList('10.0.0.0/24') ?? [];
  const { server } = await openServer({
    ...product.options,
    trustedProxies: proxies,
    identify: identifyByProxy(proxies),
  });
  return server;
}

interface Asked {
  url?: string;
  method?: 'GET' | 'POST';
  from?: string;
  user?: string | string[];
  forwardedFor?: string;
  input?: unknown;
}

async function ask(
  server: FastifyInstance,
  asked: Asked,
): Promise<{ status: number; body: string }> {
  const { url = '/trpc/targets.list', method = 'GET', from = PROXY } = asked;
  const { user, forwardedFor = '192.0.2.9', input } = asked;
  const { statusCode, body } = await server.inject({
    method,
    url,
    remoteAddress: from,
    headers: {
      host: HOST,
      'x-forwarded-for': forwardedFor,
      ...(user !== undefined && { 'x-forwarded-user': user }),
      ...(method === 'POST' && { 'content-type': 'application/json' }),
    },
    ...(method === 'POST' && { payload: JSON.stringify({ json: input }) }),
  });
  return { status: statusCode, body };
}

const ROUTES = [
  '/trpc/targets.list',
  '/trpc/live.events',
  '/calendar.ics',
  '/expiry.csv',
  '/badge/0123456789abcdef01234567/status.svg',
  '/export/audit.csv',
  '/ack/x',
  '/metrics',
  '/',
];

describe('a proxy that says who asks', () => {
  it('becomes the actor, by name and by the address that it tells', async () => {
    const server = await openGuarded();
    const input = { url: 'https://proxy.example/', name: 'Shop' };
    const created = await ask(server, {
      url: '/trpc/targets.create',
      method: 'POST',
      user: 'jane@example.org',
      input,
    });
    expect(created.status).toBe(200);
    const [entry] = (await product.ports.audit.list({ limit: 1 })).items;
    expect(entry).toMatchObject({
      action: 'targets.create',
      actor: { kind: 'person', address: '192.0.2.9', principal: 'jane@example.org' },
    });
  });

  it.each(ROUTES)('is believed on %s, where nobody else is', async (url) => {
    const server = await openGuarded();
    expect((await ask(server, { url, from: '192.0.2.9', user: 'jane' })).status).toBe(401);
    expect((await ask(server, { url, from: '127.0.0.1', user: 'jane' })).status).toBe(401);
    expect((await ask(server, { url })).status).toBe(401);
  });

  it('lends its name to nobody', async () => {
    const server = await openGuarded();
    const spoofed = { from: '192.0.2.9', user: 'jane', forwardedFor: PROXY };
    expect((await ask(server, spoofed)).status).toBe(401);
    expect((await ask(server, { user: ['eve', 'jane'] })).status).toBe(401);
    expect((await ask(server, { user: 'eve, jane' })).status).toBe(401);
    expect((await ask(server, { user: '' })).status).toBe(401);
    const { status, body } = await ask(server, { from: '192.0.2.9', user: 'jane' });
    expect([status, body]).toEqual([401, expect.stringContaining('UNAUTHORIZED')]);
  });

  it('is not asked for signs of life', async () => {
    const server = await openGuarded();
    expect((await ask(server, { url: '/health/live', from: '127.0.0.1' })).status).toBe(200);
  });

  it('is what docs/authentication.md shows', () => {
    const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
    const [, shown] = /```ts\n([^]*?)```/.exec(read('../../../docs/authentication.md')) ?? [];
    expect(shown).toBe(read('support/identify-by-proxy.ts').replaceAll('../../src/guards/', './'));
  });
});
