import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { freePort, startDocumentServer, startPostgres } from '@app/embedded';
import { connect } from '@app/persistence';
import { keyFileIn, newKey } from '@app/platform';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApiClient, type ApiClient } from '../api-client.ts';
import { startProgram, type Program } from '../canary/program.ts';
import { isReady } from '../own-product.ts';

/* The running api and worker, whose key is lost, is another one, or is only a part of what was used. */

const within = { timeout: 60_000, interval: 100 };
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

/** Hooks that were called, and answers of sites by their path. */
const told: string[] = [];
const status = new Map<string, number>();
const site = http.createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://x');
  if (request.method === 'POST') told.push(pathname);
  const isKnown = pathname !== '/with' || request.headers.authorization === 'Bearer right';
  response.statusCode = isKnown ? (status.get(pathname) ?? 200) : 401;
  response.end('x');
});

let folder: string;
let dataDir: string;
let base: string;
let to: string;
let env: Record<string, string>;
let postgres: Awaited<ReturnType<typeof startPostgres>>;
let documents: Awaited<ReturnType<typeof startDocumentServer>>;
let store: Awaited<ReturnType<typeof connect>>;
let programs: { api: Program; worker: Program };
let client: ApiClient;
let channelId: string;
let withSecret: string;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'locked-'));
  fs.chmodSync(folder, 0o755); // PostgreSQL may run as somebody else
  dataDir = path.join(folder, 'data');
  [postgres, documents] = await Promise.all([
    startPostgres({ dataDir: path.join(folder, 'postgres') }),
    startDocumentServer({ dataDir: path.join(folder, 'documents') }),
    new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve)),
  ]);
  const mongodbUri = documents.uri.replace('/?', '/netumo?');
  store = await connect({ uri: mongodbUri });
  const port = await freePort(0);
  base = `http://127.0.0.1:${String(port)}`;
  const sitePort = String((site.address() as AddressInfo).port);
  to = `http://127.0.0.1:${sitePort}`;
  env = {
    MONGODB_URI: mongodbUri,
    POSTGRES_URL: postgres.url,
    DATA_DIR: dataDir,
    BACKUP_DIR: 'off',
    EGRESS_MODE: 'allow-private',
    WEBHOOK_ALLOWED_HOSTS: `127.0.0.1:${sitePort}`,
    PORT: String(port),
  };
  client = createApiClient(base);
  await start();
  const config = { url: `${to}/hook` };
  channelId = (await client.channels.create.mutate({ kind: 'webhook', name: 'ops', config })).id;
  const request = { headers: { Authorization: 'Bearer right' } };
  withSecret = (await client.targets.create.mutate({ url: `${to}/with`, request })).id;
  await vi.waitUntil(async () => (await outcomeOf(withSecret)) === 'ok', within);
  await vi.waitUntil(async () => /sealed:1:.*sealed:1:/s.test(await stored()), within);
});

afterEach(({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const { output } of Object.values(programs)) process.stdout.write(output().slice(-3_000));
});
afterAll(async () => {
  await stop();
  await store.close();
  site.close();
  await Promise.all([postgres.stop(), documents.close()]);
  fs.rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<void> {
  programs = { api: startProgram('api', env), worker: startProgram('worker', env) };
  await vi.waitUntil(() => isReady(base), within);
}
const stop = async (): Promise<unknown> =>
  await Promise.all(Object.values(programs).map((program) => program.end()));

const stored = async (): Promise<string> =>
  JSON.stringify([
    await store
      .collection('channels')
      .find({}, { projection: { config: 1 } })
      .toArray(),
    await store
      .collection('targets')
      .find({}, { projection: { request: 1 } })
      .toArray(),
  ]);
const secretPart = async (): Promise<string> =>
  (await client.system.health.query()).components.find(({ name }) => name === 'secrets')?.detail ??
  '';
const lockOfWorker = async (): Promise<object | undefined> =>
  (await client.system.queues.query()).workers.at(-1)?.locked;
const outcomeOf = async (id: string): Promise<string | undefined> =>
  (await client.targets.get.query({ id })).lastCheck?.outcome;

/** A site without secrets that is down: its alert is to be told on all channels. Returns what became of the one in question. */
async function outage(name: string): Promise<() => Promise<{ state: string; attempts: number }>> {
  status.set(`/${name}`, 500);
  const thresholds = { failuresToDown: 1 };
  const { id } = await client.targets.create.mutate({ url: `${to}/${name}`, thresholds });
  const delivery = async () => {
    const [alert] = (await client.alerts.list.query({ targetId: id })).items;
    if (!alert) return undefined;
    const { deliveries } = await client.alerts.get.query({ id: alert.id });
    return deliveries.find((one) => one.channelId === channelId);
  };
  await expect.poll(delivery, within).toBeDefined();
  return async () => {
    const one = await delivery();
    return { state: one?.state ?? '', attempts: one?.attempts.length ?? 0 };
  };
}

describe('without the key of the installation', () => {
  it('both start, say so and keep everything, and go on once it is back', async () => {
    const before = await stored();
    await stop();
    const key = fs.readFileSync(keyFileIn(dataDir), 'utf8');
    fs.rmSync(keyFileIn(dataDir));
    told.length = 0;
    await start();
    await expect.poll(secretPart, within).toMatch(/there is no key.*encryption\.key/);
    await expect
      .poll(lockOfWorker, within)
      .toMatchObject({ is: 'no-key', channels: 1, targets: 1, keyIds: [expect.any(String)] });
    for (const { output } of Object.values(programs)) expect(output()).toContain('secrets locked');

    await client.targets.checkNow.mutate({ id: withSecret });
    await expect.poll(() => outcomeOf(withSecret), within).toBe('inconclusive');
    const { lastCheck } = await client.targets.get.query({ id: withSecret });
    expect(lastCheck?.failure?.message).toMatch(/encrypted with a key that is not here/);

    const delivery = await outage('lost');
    const because = async () => (await client.channels.list.query()).items[0]?.notDeliveringBecause;
    await expect.poll(because, within).toMatch(/^Secrets are locked/);
    const alerts = async () =>
      (await client.alerts.list.query({ kind: 'system' })).items.map(({ reason }) => reason);
    await expect
      .poll(async () => (await alerts()).join(' '), within)
      .toContain('Secrets are locked');
    expect(await delivery()).toEqual({ state: 'pending', attempts: 0 });
    expect(told).toEqual([]);
    // It is renamed and turned off as ever, and its secret stays.
    await client.channels.update.mutate({ id: channelId, name: 'ops 2' });
    for (const sealed of before.match(/sealed:[^"]+/g) ?? [])
      expect(await stored()).toContain(sealed);
    expect(fs.existsSync(keyFileIn(dataDir))).toBe(false);

    fs.writeFileSync(keyFileIn(dataDir), key, { mode: 0o600 });
    await expect.poll(delivery, within).toEqual({ state: 'sent', attempts: 1 });
    expect(told).toContain('/hook');
    await expect.poll(secretPart, within).toBe('');
    await expect.poll(lockOfWorker, within).toBeUndefined();
    await client.targets.checkNow.mutate({ id: withSecret });
    await expect.poll(() => outcomeOf(withSecret), within).toBe('ok');
  });

  it('another one stores nothing in its place', async () => {
    const before = await stored();
    await stop();
    const key = fs.readFileSync(keyFileIn(dataDir), 'utf8');
    fs.writeFileSync(keyFileIn(dataDir), `${newKey()}\n`);
    told.length = 0;
    await start();
    await expect.poll(secretPart, within).toMatch(/the key is another one/);
    await expect.poll(lockOfWorker, within).toMatchObject({ is: 'other-key', channels: 1 });
    const config = { url: `${to}/new` };
    await expect(
      client.channels.create.mutate({ kind: 'webhook', name: 'new', config }),
    ).rejects.toThrow(/Secrets are locked/);
    const delivery = await outage('other');
    await expect.poll(delivery, within).toEqual({ state: 'pending', attempts: 0 });
    expect(told).toEqual([]);
    for (const sealed of before.match(/sealed:[^"]+/g) ?? [])
      expect(await stored()).toContain(sealed);

    fs.writeFileSync(keyFileIn(dataDir), key);
    await expect.poll(delivery, within).toEqual({ state: 'sent', attempts: 1 });
    await expect.poll(secretPart, within).toBe('');
  });

  it('a part of them keeps back what needs the rest, and nothing else', async () => {
    const old = fs.readFileSync(keyFileIn(dataDir), 'utf8');
    const fresh = newKey();
    // A rotation that was broken off: the new key is in use, and the old one was thrown away.
    await stop();
    fs.writeFileSync(keyFileIn(dataDir), `${fresh}\n${old}`);
    programs = { ...programs, api: startProgram('api', env) };
    await vi.waitUntil(
      async () => (await fetch(`${base}/health/live`).catch(() => null))?.ok,
      within,
    );
    const config = { url: `${to}/second` };
    await expect
      .poll(
        () =>
          client.channels.create.mutate({ kind: 'webhook', name: 'second', config }).then(
            () => 'made',
            () => '',
          ),
        within,
      )
      .toBe('made');
    await programs.api.end();
    fs.writeFileSync(keyFileIn(dataDir), `${fresh}\n`);
    told.length = 0;
    await start();
    await expect.poll(secretPart, within).toMatch(/the key [0-9a-f]{8} is missing. 1 channel gets/);
    await expect
      .poll(lockOfWorker, within)
      .toMatchObject({ is: 'missing', channels: 1, targets: 1 });
    const delivery = await outage('half');
    await expect.poll(() => told, within).toContain('/second');
    expect(told).not.toContain('/hook');
    expect(await delivery()).toEqual({ state: 'pending', attempts: 0 });

    // Whoever has lost it for good enters the secret anew.
    await expect(
      client.channels.update.mutate({ id: channelId, config: { url: '••••' } }),
    ).rejects.toThrow(/Secrets are locked/);
    await client.channels.update.mutate({ id: channelId, config: { url: `${to}/anew` } });
    await expect.poll(delivery, within).toEqual({ state: 'sent', attempts: 1 });
    expect(told).toContain('/anew');
    fs.writeFileSync(keyFileIn(dataDir), `${fresh}\n${old}`);
    await expect.poll(secretPart, within).toBe('');
  });
});
