import { describe, expect, it } from 'vitest';
import { probe } from '../testing/probe.ts';
import { page, startServer, type Script, type TestServer } from '../testing/server.ts';

const cookiesOf = (request: string): string =>
  /^cookie: (.*)$/im.exec(request)?.[1]?.trimEnd() ?? '';

const to = (location: string, ...setCookies: string[]): Script =>
  page('', '302 Found', [
    `location: ${location}`,
    ...setCookies.map((cookie) => `set-cookie: ${cookie}`),
  ]);

/** Redirects with a cookie until it is brought along. */
const wall =
  (location: string, cookie: string): Script =>
  (socket, request, number) => {
    const pair = cookie.split(';')[0] ?? '';
    const script = cookiesOf(request).includes(pair) ? page('welcome') : to(location, cookie);
    script(socket, request, number);
  };

describe('cookies along redirects', () => {
  it.each([
    ['the same address', '/'],
    ['another address', '/next'],
  ])('open a wall that leads to %s', async (_what, location) => {
    const server = await startServer(wall(location, 'seen=1; Path=/; HttpOnly'));
    const result = await probe(`${server.origin}/`, { contains: 'welcome' });
    expect(result).toMatchObject({ outcome: 'ok' });
    expect(server.requests).toHaveLength(2);
  });

  it('begin anew in each check', async () => {
    const server = await startServer(wall('/', 'seen=1'));
    await probe(`${server.origin}/`);
    await probe(`${server.origin}/`);
    expect(server.requests.map(cookiesOf)).toEqual(['', 'seen=1', '', 'seen=1']);
  });

  it('do not end a circle: the same address with the same cookies', async () => {
    const server = await startServer(to('/', 'seen=1'));
    const { failure } = await probe(`${server.origin}/`);
    expect(failure).toMatchObject({ class: 'redirect', code: 'TOO_MANY_REDIRECTS' });
    expect(failure?.message).toContain('circle');
    expect(server.requests).toHaveLength(2);
  });

  it('that change each time end at the limit', async () => {
    const server = await startServer((socket, request, number) => {
      to('/', `seen=${number}`)(socket, request, number);
    });
    const { failure } = await probe(`${server.origin}/`);
    expect(failure?.message).toBe(
      'More than 10 redirects in a row. The settings of the target allow up to 20.',
    );
  });

  it('stay with their host, and are there again on the way back', async () => {
    const first: TestServer = await startServer((socket, request, number) => {
      const script = request.startsWith('GET /back')
        ? page('welcome')
        : to(`http://localhost:${second.port}/`, 'session=1; Path=/');
      script(socket, request, number);
    });
    const second: TestServer = await startServer((socket, request, number) => {
      to(`${first.origin}/back`, 'sso=2; Path=/')(socket, request, number);
    });
    expect(await probe(`${first.origin}/`, { contains: 'welcome' })).toMatchObject({
      outcome: 'ok',
    });
    expect(second.requests.map(cookiesOf)).toEqual(['']);
    expect(first.requests.map(cookiesOf)).toEqual(['', 'session=1']);
  });

  it('join those that a person set, which stay with their origin', async () => {
    const first: TestServer = await startServer((socket, request, number) => {
      const script = request.startsWith('GET /next')
        ? to(`http://localhost:${second.port}/`)
        : to('/next', 'b=2');
      script(socket, request, number);
    });
    const second: TestServer = await startServer(page('welcome'));
    await probe(`${first.origin}/`, { headers: { Cookie: 'a=1' } });
    expect(first.requests.map(cookiesOf)).toEqual(['a=1', 'a=1; b=2']);
    expect(second.requests.map(cookiesOf)).toEqual(['']);
  });
});
