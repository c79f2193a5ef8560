import { describe, expect, it } from 'vitest';
import { page, startServer, type TestServer } from '../../testing/server.ts';
import { guardOf } from '../testing/registry.ts';
import { readServices } from './bootstrap-file.ts';
import { createRdapBootstrap, type RdapBootstrap } from './bootstrap.ts';

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

function bootstrapAt(url: string | undefined, now = (): Date => new Date(start)): RdapBootstrap {
  return createRdapBootstrap({ guard: guardOf(), userAgent: 'test', url, now, timeoutMs: 500 });
}

describe('the bundled list', () => {
  // Not due yet, so that nothing is fetched.
  const bootstrap = bootstrapAt(undefined, () => new Date('2026-01-31T00:00:00Z'));

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

  it('tells its age', () => {
    expect(bootstrap.state()).toMatchObject({ origin: 'bundled', fetchedAt: null, problem: null });
    expect(bootstrap.state().publishedAt.getUTCFullYear()).toBeGreaterThanOrEqual(2026);
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
    const bootstrap = bootstrapAt(server.origin);
    expect(await bootstrap.baseFor('example.com')).toBe('https://rdap.verisign.com/com/v1/');
    expect(bootstrap.state().problem).toContain('in time');
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
    expect(readServices(services('http://a.test/'), false)?.bases.size).toBe(0);
    expect(readServices(services('http://a.test/'), true)?.bases.get('com')).toBe('http://a.test/');
  });

  it.each([null, [], {}, { publication: '2026', services: {} }, { services: [] }])(
    'refuses %j',
    (value) => {
      expect(readServices(value, false)).toBeNull();
    },
  );
});
