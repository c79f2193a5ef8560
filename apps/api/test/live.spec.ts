import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openProduct, type TestProduct } from './support/open-product.ts';
import { openServer } from './support/open-server.ts';
import { readEvents } from './support/read-events.ts';

let product: TestProduct;
beforeAll(async () => {
  product = await openProduct();
});
afterAll(() => product.stores.close());

async function listen() {
  const { server } = await openServer(product.options);
  await server.listen({ host: '127.0.0.1', port: 0 });
  const base = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const subscribe = async (lastEventId?: string) => {
    const stream = readEvents(`${base}/trpc/live.events`, lastEventId);
    onTestFinished(() => stream.stop());
    await stream.connected;
    return stream;
  };
  const create = async (name: string): Promise<void> => {
    const response = await fetch(`${base}/trpc/targets.create`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ json: { url: `http://127.0.0.1:8080/${name}`, name } }),
    });
    expect(response.status).toBe(200);
  };
  const mute = async (): Promise<void> => {
    const response = await fetch(`${base}/trpc/mutes.create`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ json: { tag: 'web', until: '2999-01-01T00:00:00Z' } }),
    });
    expect(response.status).toBe(200);
  };
  return { server, subscribe, create, mute };
}

const within = { timeout: 60_000 };

const namesIn = (events: { data: string }[]): string[] =>
  events.map(({ data }) => /"name":"(\w+)"/.exec(data)?.[1] ?? data);

describe('live events over a real connection', () => {
  it('come to every client, with an id to go on from', async () => {
    const { subscribe, create } = await listen();
    const [one, two] = [await subscribe(), await subscribe()];
    await create('first');
    await expect.poll(() => namesIn(one.events), within).toEqual(['first']);
    await expect.poll(() => namesIn(two.events), within).toEqual(['first']);
    expect(one.events[0]?.id).toMatch(/^[0-9a-z]+$/);
    expect(one.headers.get('content-type')).toContain('text/event-stream');
    expect(one.headers.get('cache-control')).toContain('no-transform');
  });

  it('that were missed come first when a client is back', async () => {
    const { subscribe, create } = await listen();
    const before = await subscribe();
    await create('seen');
    await expect.poll(() => namesIn(before.events), within).toEqual(['seen']);
    await before.stop();
    await create('missed');
    const after = await subscribe(before.events[0]?.id);
    await create('next');
    await expect.poll(() => namesIn(after.events), within).toContain('next');
    const names = namesIn(after.events);
    expect(names.indexOf('missed')).toBeGreaterThanOrEqual(0);
    expect(names.indexOf('missed')).toBeLessThan(names.indexOf('next'));
  });

  it('end for the hub when a client leaves', async () => {
    const { subscribe } = await listen();
    const stream = await subscribe();
    await expect.poll(() => product.hub.clients, within).toBe(1);
    await stream.stop();
    await expect.poll(() => product.hub.clients, within).toBe(0);
  });

  it('do not keep the server from closing', async () => {
    const { server, subscribe } = await listen();
    const stream = await subscribe();
    const closed = await Promise.race([
      server.close().then(() => 'closed'),
      new Promise((resolve) => setTimeout(() => resolve('still open'), 5_000)),
    ]);
    expect(closed).toBe('closed');
    await stream.ended;
    await expect.poll(() => product.hub.clients, within).toBe(0);
  });

  it('tell that mutes have changed, whatever they are for', async () => {
    const { subscribe, mute } = await listen();
    const stream = await subscribe();
    await mute();
    await expect
      .poll(() => stream.events.map(({ data }) => data), within)
      .toEqual([expect.stringContaining('"type":"rules"')]);
  });
});
