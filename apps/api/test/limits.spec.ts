import type { AddressInfo } from 'node:net';
import { parseCidrList } from '@app/domain';
import { CallWindows } from '@app/domain/limits';
import { CallLimits, createWatchdog, systemContext } from '@app/monitoring';
import { readEnv } from '@app/platform';
import { CALLS } from '@app/router';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createHealthParts } from '../src/health-parts.ts';
import { openProduct, type TestProduct } from './support/open-product.ts';
import { openServer } from './support/open-server.ts';
import { readEvents } from './support/read-events.ts';

const HOST = '127.0.0.1:3000';
const FEW = { read: 4, write: 3, outgoing: 2, costly: 2 };
const STREAMS = { perCaller: 3, inAll: 5 };

let product: TestProduct;
beforeAll(async () => {
  product = await openProduct();
});
afterAll(() => product.stores.close());
beforeEach(async () => {
  for (const name of ['callWindows', 'floods', 'targets', 'alerts']) {
    await product.stores.connection.collection(name).deleteMany({});
  }
});

const limitsWith = (over: Partial<ConstructorParameters<typeof CallLimits>[0]> = {}) =>
  new CallLimits({
    ports: product.ports,
    rules: CALLS,
    perMinute: FEW,
    streams: STREAMS,
    ...over,
  });

/** An api process of its own over the same stores. */
async function openApi(limits = limitsWith()) {
  const { health } = createHealthParts({
    env: readEnv({}),
    ports: product.ports,
    pingMongo: () => Promise.resolve(),
    isQueueReady: () => true,
    limits,
    secrets: {
      locked: () => Promise.resolve(null),
      hasOlderReader: () => Promise.resolve(false),
    },
  });
  const services = { ...product.options.services, limits, health };
  const { server } = await openServer({ ...product.options, services });
  const ask = (path: string, input?: unknown, remoteAddress = '192.0.2.7') =>
    server.inject({
      url: `/trpc/${path}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify({ json: input }))}`}`,
      headers: { host: HOST },
      remoteAddress,
    });
  const post = (path: string, input: unknown, remoteAddress = '192.0.2.7') =>
    server.inject({
      method: 'POST',
      url: `/trpc/${path}`,
      headers: { host: HOST, 'content-type': 'application/json' },
      payload: JSON.stringify({ json: input }),
      remoteAddress,
    });
  return { server, ask, post, limits };
}

const ID = '0123456789abcdef01234567';
const idAt = (i: number): string => i.toString(16).padStart(24, '0');

describe('limits per caller', () => {
  it.each([
    ['read', 'GET', 'inbox.unreadCount', () => undefined],
    ['write', 'POST', 'inbox.markRead', () => ({ ids: [] })],
    ['outgoing', 'POST', 'targets.checkNow', (i: number) => ({ id: idAt(i) })],
    ['costly', 'POST', 'targets.import', () => ({ text: '', dryRun: true })],
  ] as [keyof typeof FEW, string, string, (i: number) => unknown][])(
    'refuse one %s call too many with 429',
    async (name, method, path, inputOf) => {
      const { ask, post } = await openApi();
      const call = (i: number, address?: string) =>
        method === 'GET' ? ask(path, inputOf(i), address) : post(path, inputOf(i), address);
      for (let i = 0; i < FEW[name]; i++) expect((await call(i)).statusCode).not.toBe(429);
      const { statusCode, headers, body } = await call(99);
      expect(statusCode).toBe(429);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
      expect(JSON.parse(body)).toMatchObject({
        error: { json: { data: { code: 'TOO_MANY_REQUESTS', reason: 'RATE_LIMIT' } } },
      });
      expect((await call(100, '192.0.2.8')).statusCode).not.toBe(429);
    },
  );

  it('count the calls of other classes apart, and loopback as everybody else', async () => {
    const { ask, post } = await openApi();
    for (let i = 0; i < 4; i++) {
      expect((await ask('inbox.unreadCount', undefined, '127.0.0.1')).statusCode).toBe(200);
    }
    expect((await ask('inbox.unreadCount', undefined, '127.0.0.1')).statusCode).toBe(429);
    expect((await post('inbox.markAllRead', null, '127.0.0.1')).statusCode).toBe(200);
  });

  it('count each call of a batch', async () => {
    const { server, ask } = await openApi();
    const { body } = await server.inject({
      url: `/trpc/${Array(6).fill('inbox.unreadCount').join(',')}?batch=1`,
      headers: { host: HOST },
      remoteAddress: '192.0.2.7',
    });
    const answers = JSON.parse(body) as object[];
    expect(answers.filter((one) => 'error' in one)).toHaveLength(2);
    expect((await ask('inbox.unreadCount')).statusCode).toBe(429);
  });

  it('count exports as well', async () => {
    const { server } = await openApi();
    const statuses = [];
    for (const url of ['/calendar.ics', '/expiry.csv', '/calendar.ics']) {
      const { statusCode, headers } = await server.inject({ url, headers: { host: HOST } });
      statuses.push(statusCode);
      if (statusCode === 429) expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    }
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('are those of all processes for what concerns others', async () => {
    const [one, two] = [await openApi(), await openApi()];
    await one.post('targets.checkNow', { id: idAt(1) });
    await two.post('targets.checkNow', { id: idAt(2) });
    expect((await one.post('targets.checkNow', { id: idAt(3) })).statusCode).toBe(429);
    expect((await two.post('targets.checkNow', { id: idAt(4) })).statusCode).toBe(429);
  });

  it('go on in each process while the document store is away', async () => {
    const away = () => Promise.reject(new Error('away'));
    const ports = {
      ...product.ports,
      callWindows: { count: away, forget: away },
      floods: { note: away, since: away },
    };
    const { post } = await openApi(limitsWith({ ports }));
    const statuses = [];
    for (let i = 0; i < 3; i++) {
      statuses.push((await post('targets.checkNow', { id: idAt(i) })).statusCode);
    }
    expect(statuses).toEqual([404, 404, 429]);
  });

  it('are those of all processes for all calls, where these share a memory', async () => {
    const windows = new CallWindows();
    const quickWindows = {
      count: (key: string, windowMs: number) =>
        Promise.resolve(windows.count(key, windowMs, new Date())),
      forget: async (key: string) => windows.forget(key),
    };
    const [one, two] = [
      await openApi(limitsWith({ quickWindows })),
      await openApi(limitsWith({ quickWindows })),
    ];
    const statuses = [];
    for (const { ask } of [one, two, one, two, one, two]) {
      statuses.push((await ask('inbox.unreadCount')).statusCode);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
  });

  it('are those of each process while that memory is away', async () => {
    const away = () => Promise.reject(new Error('away'));
    const quickWindows = { count: away, forget: away };
    const { post } = await openApi(limitsWith({ quickWindows }));
    const statuses = [];
    for (let i = 0; i < 4; i++) {
      statuses.push((await post('inbox.markAllRead', null)).statusCode);
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  it('are none where they are off, and cooldowns neither', async () => {
    const { post, ask } = await openApi(limitsWith({ perMinute: null }));
    for (let i = 0; i < 20; i++) {
      expect((await post('inbox.markAllRead', null)).statusCode).toBe(200);
      expect((await post('targets.checkNow', { id: ID })).statusCode).toBe(404);
    }
    const { body } = await ask('system.limits');
    expect(JSON.parse(body)).toMatchObject({
      result: { data: { json: { enabled: false, classes: [], streams: STREAMS } } },
    });
  });
});

describe('cooldowns', () => {
  async function withTarget() {
    const api = await openApi(limitsWith({ perMinute: { ...FEW, outgoing: 50, write: 50 } }));
    const { body } = await api.post('targets.create', { url: 'http://127.0.0.1:8080/' });
    const { id } = (JSON.parse(body) as { result: { data: { json: { id: string } } } }).result.data
      .json;
    return { ...api, id };
  }

  it('hold the same thing back, from everybody and in every process', async () => {
    const { post, id } = await withTarget();
    for (let i = 0; i < 20; i++) {
      expect((await post('targets.checkNow', { id })).statusCode).toBe(200);
    }
    const { statusCode, headers, body } = await post('targets.checkNow', { id }, '192.0.2.9');
    expect(statusCode).toBe(429);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(body).toContain('a moment ago');
    const other = await openApi(limitsWith({ perMinute: { ...FEW, outgoing: 50 } }));
    expect((await other.post('targets.checkNow', { id })).statusCode).toBe(429);
  });

  it('begin only with what was done', async () => {
    const { post, id } = await withTarget();
    await post('targets.pause', { id });
    for (let i = 0; i < 25; i++) {
      expect((await post('targets.checkNow', { id })).statusCode).toBe(412);
    }
    await post('targets.resume', { id });
    expect((await post('targets.checkNow', { id })).statusCode).toBe(200);
  });
});

describe('live streams', () => {
  it('leave places for others and for ordinary calls, and are free again', async () => {
    const { server } = await openApi(limitsWith({ perMinute: null }));
    await server.listen({ host: '127.0.0.1', port: 0 });
    const base = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
    const open = async () => {
      const stream = readEvents(`${base}/trpc/live.events`);
      onTestFinished(() => stream.stop());
      await stream.connected;
      return stream;
    };
    const [first] = [await open(), await open(), await open()];
    const refused = await fetch(`${base}/trpc/live.events`, {
      headers: { accept: 'text/event-stream' },
    });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await refused.body?.cancel();
    expect((await fetch(`${base}/trpc/inbox.unreadCount`)).status).toBe(200);
    await first.stop();
    const openNow = async () => {
      const response = await fetch(`${base}/trpc/system.limits`);
      const { result } = (await response.json()) as {
        result: { data: { json: { streams: { open: number } } } };
      };
      return result.data.json.streams.open;
    };
    await expect.poll(openNow, { timeout: 30_000 }).toBe(2);
    await open();
  });
});

describe('a flood', () => {
  it('is shown while it goes on, and tells the administrators', async () => {
    const { post, ask } = await openApi(limitsWith({ perMinute: { ...FEW, read: 500 } }));
    for (let i = 0; i < 110; i++) await post('inbox.markAllRead', null);
    const limits = await ask('system.limits');
    expect(JSON.parse(limits.body)).toMatchObject({
      result: { data: { json: { refused: [{ caller: '192.0.2.7', class: 'write' }] } } },
    });
    await expect
      .poll(async () => (await product.ports.floods.since(new Date(0))).map((one) => one.caller), {
        timeout: 30_000,
      })
      .toEqual(['192.0.2.7']);
    const health = await ask('system.health');
    expect(health.body).toContain('Calls of 192.0.2.7 are being refused');
    const watchdog = createWatchdog(systemContext(product.ports));
    expect(await watchdog()).toMatchObject({ kind: 'system', state: 'open' });
    const { items } = await product.ports.alerts.list({ kind: 'system', limit: 1 });
    expect(items[0]?.troubles).toMatchObject([{ fact: { is: 'flood', caller: '192.0.2.7' } }]);
  });
});

describe('callers behind a proxy', () => {
  const ask = async (trusted: string | null, from: string) => {
    const trustedProxies = trusted === null ? [] : (parseCidrList(trusted) ?? []);
    const services = { ...product.options.services, limits: limitsWith() };
    const { server } = await openServer({ ...product.options, services, trustedProxies });
    const statuses = [];
    for (let i = 0; i < 5; i++) {
      const { statusCode } = await server.inject({
        url: '/trpc/inbox.unreadCount',
        headers: { host: HOST, 'x-forwarded-for': `198.51.100.${i}` },
        remoteAddress: from,
      });
      statuses.push(statusCode);
    }
    return statuses;
  };

  it('are told apart where the proxy is trusted', async () => {
    expect(await ask('10.0.0.0/8', '10.0.0.5')).not.toContain(429);
    expect(await ask('10.0.0.0/8', '::ffff:10.0.0.5')).not.toContain(429);
  });

  it.each([
    [null, '10.0.0.5'],
    ['10.0.0.0/8', '192.0.2.7'],
  ])('are one where it is not (%s, %s), whatever it says', async (trusted, from) => {
    expect(await ask(trusted, from)).toContain(429);
  });
});
