import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createEgressGuard, type Resolver } from '@app/platform';
import { parseCidrList } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { probe, resolveTo, type ProbeExample } from '../testing/probe.ts';
import { page, startServer, type Script, type TestServer } from '../testing/server.ts';

const to = (location: string, status = 302): Script =>
  page('', `${status} Moved`, [`location: ${location}`]);

/** A port of this machine that nothing listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const pathOf = (request: string): string => request.split(' ')[1] ?? '';

/** A server that redirects `/` and answers 200 everywhere else. */
const startRedirect = (location: string, status = 302): Promise<TestServer> =>
  startServer((socket, request, number) => {
    const script = pathOf(request) === '/' ? to(location, status) : page('arrived');
    script(socket, request, number);
  });

describe('redirects', () => {
  it.each([
    ['redirect-024', '/next', '/next'],
    ['redirect-025', '?q=1', '/?q=1'],
    ['an empty query', '/end?', '/end?'],
    ['a byte of Latin-1', '/caf\xe9', '/caf%E9'],
    ['bytes of UTF-8', '/caf\xc3\xa9?\xe2\x82\xac', '/caf%C3%A9?%E2%82%AC'],
    ['blanks within', '/a b', '/a%20b'],
    ['a tab within', '/a\tb', '/ab'],
    ['blanks around', ' \t/next ', '/next'],
    ['backslashes', '\\next\\b', '/next/b'],
    ['a fragment', '/next#top', '/next'],
    ['dots', '/a/../next', '/next'],
  ])('%s: %s is followed on the same server', async (_id, location, path) => {
    const server = await startRedirect(location);
    const result = await probe(`${server.origin}/`, { contains: 'arrived' });
    expect(result).toMatchObject({ outcome: 'ok', statusCode: 200, attempts: 1 });
    expect(server.requests.map(pathOf)).toEqual(['/', path]);
  });

  it.each([
    ['redirect-017', 'ftp://good.example/', 'REDIRECT_SCHEME'],
    ['redirect-018', 'ws://good.example/', 'REDIRECT_SCHEME'],
    ['redirect-018b', 'javascript:alert(1)', 'REDIRECT_SCHEME'],
    ['redirect-028', 'https://ex ample/', 'REDIRECT_BAD_LOCATION'],
  ])('%s: %s is a failure that no further try changes', async (_id, location, code) => {
    const server = await startRedirect(location);
    const result = await probe(`${server.origin}/`, { retries: 2 });
    expect(result).toMatchObject({ outcome: 'failed', failure: { class: 'redirect', code } });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['without a location', []],
    ['with an empty location', ['location: ']],
  ])('%s are a failure', async (_what, headers) => {
    const server = await startServer(page('', '301 Moved', headers));
    const { failure } = await probe(`${server.origin}/`);
    expect(failure).toMatchObject({ class: 'redirect', code: 'REDIRECT_NO_LOCATION' });
  });

  it.each([
    ['several addresses at once, as in browsers', '/b', 'REDIRECT_AMBIGUOUS'],
    ['the same address twice', '/a', undefined],
  ])('to %s', async (_what, second, code) => {
    const twice = page('', '302 Found', ['location: /a', `location: ${second}`]);
    const server = await startServer((socket, request, number) =>
      (number === 1 ? twice : page('all well'))(socket, request, number),
    );
    expect((await probe(`${server.origin}/`)).failure?.code).toBe(code);
  });

  it('redirect-019: in a circle are found out', async () => {
    const server = await startServer((socket, request, number) => {
      to(pathOf(request) === '/a' ? '/b' : '/a')(socket, request, number);
    });
    const { failure } = await probe(`${server.origin}/a`);
    expect(failure).toMatchObject({ class: 'redirect', code: 'TOO_MANY_REDIRECTS' });
    expect(server.requests.length).toBeLessThanOrEqual(6);
  });

  it('redirect-022: more than allowed are a failure, as many as allowed are not', async () => {
    const server = await startServer((socket, request, number) => {
      const step = Number(pathOf(request).slice(1));
      const script = step === 0 ? page('arrived') : to(`/${step - 1}`);
      script(socket, request, number);
    });
    expect(await probe(`${server.origin}/10`)).toMatchObject({ outcome: 'ok' });
    expect(await probe(`${server.origin}/15`, { maxRedirects: 15 })).toMatchObject({
      outcome: 'ok',
    });
    const { failure } = await probe(`${server.origin}/11`);
    expect(failure).toMatchObject({ class: 'redirect', code: 'TOO_MANY_REDIRECTS' });
    expect(failure?.message).toBe(
      'More than 10 redirects in a row. The settings of the target allow up to 20.',
    );
  });

  it('are the final answer when none may be followed', async () => {
    const server = await startRedirect('/next');
    const result = await probe(`${server.origin}/`, { maxRedirects: 0, status: '302' });
    expect(result).toMatchObject({ outcome: 'ok', statusCode: 302 });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['redirect-031', 300],
    ['redirect-032', 304],
  ])('%s: %d is a final answer', async (_id, status) => {
    const server = await startRedirect('/next', status);
    expect(await probe(`${server.origin}/`)).toMatchObject({ statusCode: status });
    expect(server.requests).toHaveLength(1);
  });

  it('redirect-035: a Refresh header is never followed', async () => {
    const server = await startServer(page('', '200 OK', ['refresh: 0; url=/next']));
    expect(await probe(`${server.origin}/`)).toMatchObject({ statusCode: 200 });
    expect(server.requests).toHaveLength(1);
  });

  it('redirect-027: a line break in the location is refused or ends it', async () => {
    const server = await startServer(page('', '302 Moved', ['location: /next\rset-cookie: x=1']));
    const { failure } = await probe(`${server.origin}/`);
    expect(failure).toMatchObject({ class: 'protocol', code: 'PROTOCOL' });
  });
});

describe('what goes along', () => {
  const secrets: ProbeExample = {
    headers: {
      Authorization: 'Bearer s3cr3t',
      Cookie: 'session=s3cr3t',
      'X-Api-Key': 's3cr3t',
      'Accept-Language': 'de',
    },
  };

  it('redirect-030: secrets stay behind at another origin, also on the way back', async () => {
    const first: TestServer = await startServer((socket, request, number) => {
      const script = pathOf(request) === '/' ? to(`${second.origin}/x`) : page('arrived');
      script(socket, request, number);
    });
    const second: TestServer = await startServer((socket, request, number) => {
      to(`${first.origin}/back`, 307)(socket, request, number);
    });
    expect(await probe(`${first.origin}/`, secrets)).toMatchObject({ outcome: 'ok' });
    expect(first.requests[0]).toContain('s3cr3t');
    expect(second.requests[0]).not.toContain('s3cr3t');
    expect(second.requests[0]).toContain('accept-language: de');
    expect(first.requests[1]).not.toContain('s3cr3t');
  });

  it('secrets go along on the same origin', async () => {
    const server = await startRedirect('/next');
    await probe(`${server.origin}/`, secrets);
    expect(server.requests[1]).toContain('Bearer s3cr3t');
  });

  it('credentials in a location are dropped', async () => {
    const server = await startServer((socket, request, number) => {
      const script =
        pathOf(request) === '/' ? to(`http://user:pw@127.0.0.1:${server.port}/next`) : page('');
      script(socket, request, number);
    });
    expect(await probe(`${server.origin}/`)).toMatchObject({ outcome: 'ok' });
    expect(server.requests[1]).not.toMatch(/authorization/i);
  });

  it.each([
    [301, 'POST', 'GET'],
    [302, 'POST', 'GET'],
    [303, 'PUT', 'GET'],
    [303, 'HEAD', 'HEAD'],
    [302, 'PUT', 'PUT'],
    [307, 'POST', 'POST'],
    [308, 'POST', 'POST'],
  ] as const)('%d turns %s into %s', async (status, method, expected) => {
    const server = await startRedirect('/next', status);
    await probe(`${server.origin}/`, {
      method,
      body: method === 'HEAD' ? null : 'a=1',
      headers: { 'content-type': 'text/plain' },
    });
    const [, request = ''] = server.requests;
    expect(request.split(' ')[0]).toBe(expected);
    expect(request.includes('a=1')).toBe(expected === 'POST' || expected === 'PUT');
    expect(request.includes('content-type')).toBe(expected !== 'GET');
  });
});

describe('the egress policy on each hop', () => {
  /** 127.0.0.1 is allowed here, 127.0.0.2 is inside. */
  const allow = parseCidrList('127.0.0.1/32') ?? [];
  const guard = (resolver: Resolver): ReturnType<typeof createEgressGuard> =>
    createEgressGuard({ policy: { mode: 'allow-list', allow, own: [] }, resolver });

  it.each([
    ['redirect-001', 'http://127.0.0.2:{internal}/'],
    ['redirect-002', 'http://169.254.169.254/latest/meta-data/'],
    ['redirect-003', 'http://[::1]:{internal}/'],
    ['redirect-007', 'http://10.0.0.5/'],
    ['redirect-009', 'http:\\\\127.0.0.2:{internal}\\'],
    ['redirect-010', 'http://good.example@127.0.0.2:{internal}/'],
    ['redirect-010b', 'http://2130706434:{internal}/'],
    ['redirect-012', 'http://rebind.example:{internal}/'],
  ])('%s: %s is never contacted', async (_id, location) => {
    const inner = await startServer(page('secret'));
    const server = await startRedirect(location.replace('{internal}', String(inner.port)));
    let asked = 0;
    const result = await probe(`http://rebind.example:${server.port}/`, {
      guard: guard((host, family) =>
        resolveTo(asked++ === 0 ? '127.0.0.1' : '127.0.0.2')(host, family),
      ),
      retries: 2,
    });
    expect(result).toMatchObject({
      outcome: 'failed',
      attempts: 1,
      failure: { class: 'redirect', code: 'EGRESS_DENIED' },
    });
    expect(result.failure?.message).toMatch(
      /^The site redirects to http:\/\/.*: a wrong redirect, or somebody tampered with the site\. /,
    );
    expect(inner.connections()).toBe(0);
    expect(server.requests).toHaveLength(1);
  });

  it.each([1, 22, 25, 587, 6_000, 6_667, 10_080, 27_017])(
    'never goes to port %d, which browsers refuse or which is a database',
    async (port) => {
      const server = await startRedirect(`http://127.0.0.1:${port}/`);
      const result = await probe(`${server.origin}/`);
      expect(result).toMatchObject({
        outcome: 'failed',
        failure: { class: 'redirect', code: 'EGRESS_DENIED' },
      });
      expect(result.failure?.message).toContain(`Port ${port} belongs to another service`);
    },
  );

  it('leaves a first address that the policy forbids inconclusive', async () => {
    const server = await startServer(page('secret'));
    const result = await probe(`http://good.example:${server.port}/`, {
      guard: guard(resolveTo('127.0.0.2')),
    });
    expect(result).toMatchObject({ outcome: 'inconclusive', failure: { class: 'egress' } });
    expect(server.connections()).toBe(0);
  });
});

describe('a failure behind a redirect', () => {
  it.each<[string, (origin: string) => Script, RegExp]>([
    ['a refused connection', () => to('http://127.0.0.1:9/'), /^$/],
    ['a status', () => page('', '404 Not Found'), /Answered 404/],
    ['a reset', () => (socket) => socket.resetAndDestroy(), /closed the connection/],
    ['no HTTP', () => (socket) => socket.end('hello\r\n\r\n'), /not a valid HTTP answer/],
    ['a circle', (origin) => to(`${origin}/`), /circle/],
  ])('names the host: %s', async (what, scriptFor, words) => {
    const inner = await startServer((socket, request, number) =>
      scriptFor(inner.origin)(socket, request, number),
    );
    const port = what === 'a refused connection' ? await freePort() : inner.port;
    const server = await startRedirect(`http://other.example:${port}/deep`);
    const { failure } = await probe(`http://good.example:${server.port}/`);
    if (what === 'a refused connection') expect(failure?.class).toBe('refused');
    else expect(failure?.message).toMatch(words);
    const where = what === 'a circle' ? inner.origin : `http://other.example:${port}`;
    expect(failure?.message).toContain(`After a redirect to ${where}: `);
  });

  it('names no host on the same one', async () => {
    const server = await startServer((socket, request, number) => {
      const script = pathOf(request) === '/' ? to('/next') : page('', '500 Oops');
      script(socket, request, number);
    });
    expect((await probe(`${server.origin}/`)).failure?.message).toBe(
      'Answered 500 Internal Server Error, expected 200-399.',
    );
  });

  it.each([401, 403, 404])('says what was not sent on when %d comes', async (status) => {
    const inner = await startServer(page('', `${status} No`));
    const server = await startRedirect(`${inner.origin}/`);
    const headers = { Authorization: 'Basic c29tZTpvbmU=', 'X-Api-Key': 's3cr3t' };
    const { failure } = await probe(`${server.origin}/`, { headers });
    expect(failure?.message).toMatch(
      /The headers authorization, x-api-key were not sent on: the redirect leads to another origin\.$/,
    );
    expect(failure?.message).not.toMatch(/s3cr3t|c29t/);
  });

  it('says nothing of headers that made no difference, or that went along', async () => {
    const inner = await startServer(page('', '500 Oops'));
    const headers = { Authorization: 'Basic c29tZTpvbmU=' };
    const away = await startRedirect(`${inner.origin}/`);
    expect((await probe(`${away.origin}/`, { headers })).failure?.message).not.toMatch(/header/);
    const plain = await startRedirect(`${(await startServer(page('', '401 No'))).origin}/`);
    expect((await probe(`${plain.origin}/`)).failure?.message).not.toMatch(/header/);
    const home = await startServer((socket, request, number) => {
      const script = pathOf(request) === '/' ? to('/next') : page('', '401 No');
      script(socket, request, number);
    });
    expect((await probe(`${home.origin}/`, { headers })).failure?.message).not.toMatch(/header/);
  });

  it('says that a POST became a GET', async () => {
    const server = await startServer((socket, request, number) => {
      const script = pathOf(request) === '/' ? to('/next') : page('', '405 No');
      script(socket, request, number);
    });
    const { failure } = await probe(`${server.origin}/`, { method: 'POST', body: 'a=1' });
    expect(failure?.message).toMatch(/The redirect turned POST into GET, as in browsers\.$/);
  });
});
