import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { freePort, startDocumentServer, startPostgres } from '@app/embedded';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createApiClient } from '../api-client.ts';
import { startProgram } from '../canary/program.ts';
import { isReady } from '../own-product.ts';

const within = { timeout: 60_000, interval: 100 };
const ID = '0f8b6c1e-5a52-4c37-9d2f-3b7a1c9e4d10';

/* A request is followed from the page, which names it, to the processes that do what comes of it. */

it('is found by its id in the log of the api, in the audit log and in that of the worker', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'request-'));
  fs.chmodSync(folder, 0o755); // PostgreSQL may run as somebody else
  const site = http.createServer((_, response) => response.end('x'));
  const [postgres, documents] = await Promise.all([
    startPostgres({ dataDir: path.join(folder, 'postgres') }),
    startDocumentServer({ dataDir: path.join(folder, 'documents') }),
    new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve)),
  ]);
  const sitePort = String((site.address() as AddressInfo).port);
  const port = await freePort(0);
  const base = `http://127.0.0.1:${String(port)}`;
  const logs = path.join(folder, 'logs');
  const env = {
    MONGODB_URI: documents.uri.replace('/?', '/netumo?'),
    POSTGRES_URL: postgres.url,
    DATA_DIR: path.join(folder, 'data'),
    BACKUP_DIR: 'off',
    EGRESS_MODE: 'allow-private',
    WEBHOOK_ALLOWED_HOSTS: `127.0.0.1:${sitePort}`,
    PORT: String(port),
  };
  // With an IPC channel its standard output is kept by whoever started it; streams of its own go to LOG_DIR.
  const api = startProgram('api', { ...env, LOG_DIR: logs });
  const worker = startProgram('worker', env);
  onTestFinished(async () => {
    await Promise.all([api.end(), worker.end()]);
    site.close();
    await Promise.all([postgres.stop(), documents.close()]);
    fs.rmSync(folder, { recursive: true, force: true });
  });
  await vi.waitUntil(() => isReady(base), within);
  const client = createApiClient(base);
  const to = `http://127.0.0.1:${sitePort}`;
  const config = { url: `${to}/hook` };
  const channel = await client.channels.create.mutate({ kind: 'webhook', name: 'ops', config });
  const target = await client.targets.create.mutate({ url: `${to}/site` });
  await expect
    .poll(async () => (await client.targets.get.query({ id: target.id })).lastCheck, within)
    .not.toBeNull();

  const call = async (name: string, input: object): Promise<string | null> => {
    const answer = await fetch(`${base}/trpc/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': ID },
      body: JSON.stringify({ json: input }),
    });
    expect(answer.status, await answer.text()).toBe(200);
    return answer.headers.get('x-request-id');
  };
  expect(await call('targets.checkNow', { id: target.id })).toBe(ID);
  expect(await call('channels.update', { id: channel.id, name: 'ops 2' })).toBe(ID);

  const about = (text: string): string[] =>
    text
      .split('\n')
      .filter((line) => line.includes(ID))
      .map((line) => (JSON.parse(line) as { msg: string }).msg);
  const access = () => fs.readFileSync(path.join(logs, 'access.log'), 'utf8');
  await expect.poll(() => about(access()), within).toEqual(['request', 'request']);
  await expect
    .poll(() => about(worker.output()).toSorted(), within)
    .toEqual(['a channel is told what waits for it', 'what was asked for is checked']);
  const { items } = await client.system.audit.query({});
  expect(items.filter(({ requestId }) => requestId === ID)).toHaveLength(2);
}, 180_000);
