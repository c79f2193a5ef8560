import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDocumentServer, type DocumentServer } from '@app/embedded';
import { afterEach, expect, it, vi } from 'vitest';
import { createStores } from './create-stores.ts';
import { connectWithRetry, type ReconnectingConnection } from './connect-with-retry.ts';

const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };

let mongo: ReconnectingConnection | null = null;
let server: DocumentServer | null = null;
let dataDir = '';

afterEach(async () => {
  await mongo?.close();
  await server?.close();
  if (dataDir) await rm(dataDir, { recursive: true, force: true });
  mongo = null;
  server = null;
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

it('waits for its server, fails fast meanwhile, and comes back after a loss', async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'netumo-patient-'));
  const port = await freePort();
  mongo = connectWithRetry({
    uri: `mongodb://127.0.0.1:${port}/netumo`,
    serverSelectionTimeoutMs: 300,
    log,
  });
  const { targets } = createStores(mongo.connection);
  await expect(targets.counts()).rejects.toThrow();
  await vi.waitFor(() => expect(log.warn).toHaveBeenCalledOnce(), 5_000);

  server = await startDocumentServer({ dataDir, port });
  await mongo.ready;
  expect(log.info).toHaveBeenCalledOnce();
  await expect(targets.counts()).resolves.toBeDefined();

  await server.close();
  await vi.waitFor(() => expect(log.warn).toHaveBeenCalledTimes(2), 15_000);
  await expect(targets.counts()).rejects.toThrow();

  server = await startDocumentServer({ dataDir, port });
  await vi.waitFor(() => expect(log.info).toHaveBeenCalledTimes(2), 15_000);
  await expect(targets.counts()).resolves.toBeDefined();
});

it('can be closed while it waits', async () => {
  mongo = connectWithRetry({
    uri: 'mongodb://127.0.0.1:9/netumo',
    serverSelectionTimeoutMs: 300,
    log,
  });
  await mongo.close();
  await expect(mongo.ready).resolves.toBeUndefined();
});
