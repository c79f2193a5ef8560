import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDocumentServer } from '@app/embedded';
import { connect } from '@app/persistence';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openProduct } from './support/open-product.ts';
import { call, openServer } from './support/open-server.ts';
import { startApi } from './support/start-api.ts';

vi.setConfig({ testTimeout: 90_000 });

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'netumo-reads-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

describe('a server that only reads', () => {
  it('is ready with MongoDB alone, answers, and writes nothing anywhere', async () => {
    const mongo = await startDocumentServer({ dataDir: await folder() });
    onTestFinished(() => mongo.close());
    const mongodbUri = mongo.uri.replace('/?', '/netumo?');
    const port = await freePort();
    const dataDir = join(await folder(), 'none');
    const api = startApi({
      READ_ONLY: '1',
      MONGODB_URI: mongodbUri,
      POSTGRES_URL: 'postgres://netumo:x@127.0.0.1:9/netumo',
      PORT: String(port),
      DATA_DIR: dataDir,
      RATE_LIMITS: 'read=1000, write=600, outgoing=300, costly=2',
    });
    const base = `http://127.0.0.1:${port}`;
    const statusOf = (path: string, init?: RequestInit): Promise<number> =>
      fetch(base + path, init).then(
        ({ status }) => status,
        () => 0,
      );
    await expect.poll(() => statusOf('/health/ready'), { timeout: 60_000 }).toBe(200);
    for (const path of ['targets.list', 'system.health', 'statusPages.list', 'settings.get']) {
      expect(await statusOf(`/trpc/${path}`), path).toBe(200);
    }
    expect(await statusOf('/status/none')).toBe(404);
    // A flood is counted, and noted nowhere.
    const exports = [];
    for (let i = 0; i < 4; i++) exports.push(await statusOf('/export/alerts.csv'));
    expect(exports).toEqual([200, 200, 429, 429]);
    const body = JSON.stringify({ json: { url: 'http://127.0.0.1:9/' } });
    const headers = { 'content-type': 'application/json' };
    const refused = await fetch(`${base}/trpc/targets.create`, { method: 'POST', headers, body });
    expect(refused.status).toBe(412);
    expect(await refused.text()).toContain('READ_ONLY');

    const connection = await connect({ uri: mongodbUri });
    onTestFinished(() => connection.close());
    expect(await connection.db?.listCollections().toArray()).toEqual([]);
    await expect(readdir(dataDir)).rejects.toThrow('ENOENT');
    api.kill('SIGTERM');
    expect(await api.exited).toBe(0);
  });

  it('takes no alert on by the link of a message', async () => {
    const product = await openProduct();
    onTestFinished(() => product.stores.close());
    const { options } = product;
    const services = { ...options.services, isReadOnly: true };
    const { server } = await openServer({ ...options, services });
    const answer = await server.inject({
      ...{ method: 'POST', url: `/ack/${'a'.repeat(24)}${'b'.repeat(32)}`, payload: '' },
      headers: {
        host: '127.0.0.1:3000',
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('only reads');
    const { error } = await call(server, 'POST', 'inbox.markAllRead');
    expect(error?.data).toMatchObject({ code: 'PRECONDITION_FAILED', reason: 'READ_ONLY' });
    expect((await call(server, 'GET', 'targets.list')).status).toBe(200);
  });
});
