import { createEgressGuard } from '@app/platform';
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
