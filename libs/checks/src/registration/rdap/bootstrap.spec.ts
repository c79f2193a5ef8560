import { describe, expect, it } from 'vitest';
import { page, startServer, type TestServer } from '../../testing/server.ts';
import { guardOf } from '../testing/registry.ts';
import { readServices } from './bootstrap-file.ts';
import { createRdapBootstrap, type RdapBootstrap } from './bootstrap.ts';
import { createMemoryRdapList, type RdapListStore } from './list-store.ts';

const DAY = 86_400_000;
const start = Date.parse('2026-10-01T00:00:00Z');

const file = (base: string): string =>
  JSON.stringify({
    version: '1.0',
    publication: '2026-09-30T00:00:00Z',
    services: [[['com'], [base]]],
  });

/** Serves the list number n as `http://n.test/`. */
const listServer = (): Promise<TestServer> =>
  startServer((socket, request, number) =>
    page(file(`http://${number}.test/`))(socket, request, number),
  );

function bootstrapAt(
  url: string | undefined,
  now = (): Date => new Date(start),
  store: RdapListStore = createMemoryRdapList(),
): RdapBootstrap {
  const common = { guard: guardOf(), userAgent: 'test', timeoutMs: 500 };
  return createRdapBootstrap({ ...common, url, now, store });
}

describe('the bundled list', () => {
  // Not due yet, so that nothing is fetched.
  const store = createMemoryRdapList();
  const bootstrap = bootstrapAt(undefined, () => new Date('2026-01-31T00:00:00Z'), store);

  it.each([
    ['example.com', 'https://rdap.verisign.com/com/v1/'],
    ['example.co.uk', 'https://rdap.nominet.uk/uk/'],
    ['example.com.br', 'https://rdap.registro.br/'],
    ['example.fr', 'https://rdap.nic.fr/'],
    ['example.de', null],
    ['example.constructor', null],
  ])('%s: %s', async (domain, base) => {
    expect(await bootstrap.baseFor(domain)).toBe(base);
  });

  it('tells its age', async () => {
    await bootstrap.baseFor('example.com');
    const kept = await store.get();
    expect(kept).toMatchObject({
      state: { origin: 'bundled', source: 'https://data.iana.org/rdap/dns.json', fetchedAt: null },
      text: null,
    });
    expect(kept?.state.publishedAt.getUTCFullYear()).toBeGreaterThanOrEqual(2026);
  });

  it('gives way to a newer one that was kept, never to an older one', async () => {
    const at = new Date(start);
    const keeping = async (publication: string): Promise<RdapListStore> => {
      const kept = createMemoryRdapList();
      const text = JSON.stringify({ publication, services: [[['com'], ['https://kept.test/']]] });
      const source = 'https://data.iana.org/rdap/dns.json';
      const publishedAt = new Date(publication);
      const state = { origin: 'fetched' as const, source, publishedAt, fetchedAt: at };
      await kept.put({ ...state, triedAt: at, problem: null }, text);
      return kept;
    };
    const baseAt = async (kept: RdapListStore, now = at): Promise<string | null> =>
      await bootstrapAt(undefined, () => now, kept).baseFor('example.com');
    expect(await baseAt(await keeping('2099-01-01T00:00:00Z'))).toBe('https://kept.test/');
    const old = await keeping('2020-01-01T00:00:00Z');
    const soon = new Date('2026-01-31T00:00:00Z');
    expect(await baseAt(old, soon)).toBe('https://rdap.verisign.com/com/v1/');
    expect((await old.get())?.state).toMatchObject({ origin: 'bundled' });
  });
});

describe('a list of one’s own', () => {
  it('is loaded before the first lookup and refreshed weekly', async () => {
    const server = await listServer();
    let time = start;
    const bootstrap = bootstrapAt(server.origin, () => new Date(time));
    expect(await bootstrap.baseFor('example.com')).toBe('http://1.test/');
    time += 7 * DAY - 1;
    await bootstrap.baseFor('example.com');
    expect(server.requests).toHaveLength(1);
    time += 1;
    await bootstrap.baseFor('example.com');
    await expect.poll(() => bootstrap.baseFor('example.com')).toBe('http://2.test/');
    expect(server.requests).toHaveLength(2);
  });

  it('is asked for once by many lookups at a time', async () => {
    const server = await listServer();
    const bootstrap = bootstrapAt(server.origin);
    const domains = Array.from({ length: 20 }, (_, index) => `example${index}.com`);
    await Promise.all(domains.map((domain) => bootstrap.baseFor(domain)));
    expect(server.requests).toHaveLength(1);
  });

  it('that cannot be had is not asked for again for hours', async () => {
    let time = start;
    const server = await startServer(page('gone', '404 Not Found'));
    const bootstrap = bootstrapAt(server.origin, () => new Date(time));
    await bootstrap.baseFor('example.com');
    await bootstrap.baseFor('example.com');
    expect(server.requests).toHaveLength(1);
    time += DAY / 4;
    await bootstrap.baseFor('example.com');
    expect(server.requests).toHaveLength(2);
  });

  it('that is silent is given up', async () => {
    const server = await startServer(() => undefined);
    const store = createMemoryRdapList();
    const bootstrap = bootstrapAt(server.origin, () => new Date(start), store);
    expect(await bootstrap.baseFor('example.com')).toBe('https://rdap.verisign.com/com/v1/');
    expect((await store.get())?.state).toMatchObject({
      origin: 'bundled',
      triedAt: new Date(start),
      problem: { is: 'timeout', server: '127.0.0.1' },
    });
  });

  it('outlives a restart, and is refreshed by one of many', async () => {
    const server = await listServer();
    const url = `${server.origin}/dns.json?key=secret`;
    const store = createMemoryRdapList();
    let time = start;
    const open = (): RdapBootstrap => bootstrapAt(url, () => new Date(time), store);
    const [first, second] = [open(), open()];
    expect(await first.baseFor('example.com')).toBe('http://1.test/');
    expect(await second.baseFor('example.com')).toBe('http://1.test/');
    expect(await open().baseFor('example.com')).toBe('http://1.test/');
    expect(JSON.stringify((await store.get())?.state)).not.toContain('secret');
    time += 7 * DAY;
    await first.baseFor('example.com');
    await expect.poll(() => first.baseFor('example.com')).toBe('http://2.test/');
    await expect.poll(async () => (await store.get())?.text).toContain('http://2.test/');
    await second.baseFor('example.com');
    await expect.poll(() => second.baseFor('example.com')).toBe('http://2.test/');
    expect(server.requests).toHaveLength(2);
  });

  it('is not taken from another address, nor from a text that is broken', async () => {
    const [one, other] = [await listServer(), await listServer()];
    const store = createMemoryRdapList();
    const now = (): Date => new Date(start);
    await bootstrapAt(one.origin, now, store).baseFor('example.com');
    await bootstrapAt(other.origin, now, store).baseFor('example.com');
    expect(other.requests).toHaveLength(1);
    const { state } = (await store.get())!;
    expect(state.source).toBe(`${other.origin}/`);
    await store.put(state, '{"publication":');
    await bootstrapAt(other.origin, now, store).baseFor('example.com');
    expect(other.requests).toHaveLength(2);
  });

  it('is used also while the store is away', async () => {
    const server = await listServer();
    const away = (): Promise<never> => Promise.reject(new Error('no primary'));
    const faults: unknown[] = [];
    const bootstrap = createRdapBootstrap({
      guard: guardOf(),
      userAgent: 'test',
      url: server.origin,
      store: { get: away, put: away },
      onFault: (error) => faults.push(error),
    });
    expect(await bootstrap.baseFor('example.com')).toBe('http://1.test/');
    expect(faults.length).toBeGreaterThan(0);
  });
});

describe('readServices', () => {
  const services = (...urls: string[]): unknown => ({
    publication: '2026-09-30T00:00:00Z',
    services: [[['COM'], urls]],
  });

  it('prefers https and leaves http out', () => {
    const both = readServices(services('http://a.test/', 'https://b.test/'), false);
    expect(both?.bases.get('com')).toBe('https://b.test/');
    expect(readServices(services('http://a.test/'), false)).toBeNull();
    expect(readServices(services('http://a.test/'), true)?.bases.get('com')).toBe('http://a.test/');
  });

  it('reads a list with entries that are broken, and suffixes in any form', () => {
    const https = ['https://b.test/'];
    const read = readServices(
      {
        publication: '2026-09-30t00:00:00z',
        services: [null, [['a']], [['.NET.', ' org '], https], [['info'], https, 'more']],
      },
      false,
    );
    expect([...(read?.bases.keys() ?? [])]).toEqual(['net', 'org', 'info']);
  });

  it.each([null, [], {}, { publication: '2026', services: {} }, { services: [] }])(
    'refuses %j',
    (value) => {
      expect(readServices(value, false)).toBeNull();
    },
  );
});
