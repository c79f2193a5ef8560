import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startRelay, startSite, type Site } from './site.ts';

describe('startSite', () => {
  let site: Site;
  const ask = async () => (await fetch(`http://127.0.0.1:${site.port}/`)).text();

  beforeEach(async () => {
    site = await startSite({ answer: (_request, response) => response.end('hello') });
  });
  afterEach(() => site.down());

  it('answers, refuses while it is down, and comes back on its port', async () => {
    expect(await ask()).toBe('hello');
    await site.down();
    await expect(ask()).rejects.toThrow('fetch failed');
    await site.down();
    await site.up();
    await site.up();
    expect(await ask()).toBe('hello');
  });

  it('says when its port is taken', async () => {
    const second = startSite({ answer: () => undefined, port: site.port });
    await expect(second).rejects.toThrow('EADDRINUSE');
  });

  it('is reached through a relay until that is cut', async () => {
    const relay = await startRelay(site.port);
    const through = async () => (await fetch(`http://127.0.0.1:${relay.port}/`)).text();
    expect(await through()).toBe('hello');
    await relay.down();
    await expect(through()).rejects.toThrow('fetch failed');
    await relay.up();
    expect(await through()).toBe('hello');
    await relay.down();
  });
});
