import { createEgressGuard, type EgressGuard } from '@app/platform';
import { expect, it, describe } from 'vitest';
import { probe, resolveTo } from '../testing/probe.ts';
import { page, startServer, type TestServer } from '../testing/server.ts';

const startRedirect = (location: string): Promise<TestServer> =>
  startServer(page('', '302 Moved', [`location: ${location}`]));

describe('behind a public site', () => {
  /** No test reaches a public address: what answers here passes for one. */
  const seenAsPublic = (resolver = resolveTo('127.0.0.1')) => {
    const inner = createEgressGuard({
      policy: { mode: 'allow-private', allow: [], own: [] },
      resolver,
    });
    return { ...inner, behind: () => inner.behind('93.184.216.34') };
  };

  it.each([
    'http://127.0.0.1:{internal}/',
    'http://localhost:{internal}/',
    'http://[::ffff:127.0.0.1]:{internal}/',
    'http://nas.example:{internal}/',
    '//127.0.0.2:{internal}/',
  ])('%s is never contacted, also where private addresses are allowed', async (location) => {
    const inner = await startServer(page('secret'));
    const server = await startRedirect(location.replace('{internal}', String(inner.port)));
    const result = await probe(`http://shop.example:${server.port}/`, {
      guard: seenAsPublic(),
      retries: 2,
    });
    expect(result).toMatchObject({
      outcome: 'failed',
      attempts: 1,
      failure: { class: 'redirect', code: 'EGRESS_DENIED' },
    });
    expect(result.failure?.message).toContain('a public site may not lead there');
    expect(inner.connections()).toBe(0);
  });

  /** Everything is private but 127.0.0.2, which passes for public. */
  const seenAsMixed = (): EgressGuard => {
    const inner = createEgressGuard({ policy: { mode: 'allow-private', allow: [], own: [] } });
    const guard: EgressGuard = {
      ...inner,
      behind: (peer) => (peer === '127.0.0.2' ? inner.behind('93.184.216.34') : guard),
    };
    return guard;
  };

  it('a private site is contacted again that sent people to a public login', async () => {
    const login = await startServer(
      (socket, request) => {
        const back = /from=(\d+)/.exec(request)?.[1];
        page('', '302 Found', [`location: http://127.0.0.1:${back}/back`])(socket, request, 1);
      },
      { host: '127.0.0.2' },
    );
    const site = await startServer((socket, request, number) => {
      const isBack = request.startsWith('GET /back');
      const to = `location: http://127.0.0.2:${login.port}/?from=${site.port}`;
      (isBack ? page('in') : page('', '302 Found', [to]))(socket, request, number);
    });
    const result = await probe(`${site.origin}/`, { guard: seenAsMixed() });
    expect(result).toMatchObject({ outcome: 'ok', statusCode: 200 });

    const other = await startServer(page('secret'));
    const elsewhere = await startServer(
      page('', '302 Found', [`location: http://127.0.0.2:${login.port}/?from=${other.port}`]),
    );
    const denied = await probe(`${elsewhere.origin}/`, { guard: seenAsMixed() });
    expect(denied).toMatchObject({ outcome: 'failed', failure: { code: 'EGRESS_DENIED' } });
    expect(other.connections()).toBe(0);
  });

  it('is contacted where the target says so, or is private itself', async () => {
    const inner = await startServer(page('secret'));
    const server = await startRedirect(`http://127.0.0.1:${inner.port}/`);
    const url = `http://shop.example:${server.port}/`;
    const told = await probe(url, { guard: seenAsPublic(), privateRedirects: true });
    expect(told.outcome).toBe('ok');
    expect((await probe(url)).outcome).toBe('ok');
    expect(inner.connections()).toBe(2);
  });
});
