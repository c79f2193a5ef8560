import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import {
  compactDataFile,
  dataFileIn,
  freePort,
  startDocumentServer,
  startPostgres,
} from '@app/embedded';
import { keyFileIn, VERSION } from '@app/platform';
import { createApiClient, type ApiClient } from '../api-client.ts';
import { startProgram } from '../canary/program.ts';
import { isReady } from '../own-product.ts';
import { say } from '../terminal.ts';
import { inWorkspace } from '../workspace.ts';

/*
 * Keeps a small data folder as this version leaves it, so that every later version is tested with it: run it once for
 * each release, before the version is raised.
 */

const RELEASES = inWorkspace('libs', 'persistence', 'fixtures', 'releases', VERSION);
const LOOK_MS = 200;

const status = new Map([['/down', 500]]);
const site = http.createServer((request, response) => {
  response.statusCode = status.get(new URL(request.url ?? '/', 'http://x').pathname) ?? 200;
  response.end('x');
});
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'release-'));
fs.chmodSync(folder, 0o755); // PostgreSQL may run as somebody else
const dataDir = path.join(folder, 'data');
const [postgres, documents] = await Promise.all([
  startPostgres({ dataDir: path.join(folder, 'postgres') }),
  startDocumentServer({ dataDir: path.join(folder, 'documents') }),
  new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve)),
]);
const sitePort = String((site.address() as AddressInfo).port);
const to = `http://127.0.0.1:${sitePort}`;
const port = await freePort(0);
const base = `http://127.0.0.1:${String(port)}`;
const env = {
  MONGODB_URI: documents.uri.replace('/?', '/netumo?'),
  POSTGRES_URL: postgres.url,
  DATA_DIR: dataDir,
  BACKUP_DIR: 'off',
  EGRESS_MODE: 'allow-private',
  WEBHOOK_ALLOWED_HOSTS: `127.0.0.1:${sitePort}`,
  PORT: String(port),
};
const programs = [startProgram('api', env), startProgram('worker', env)];
const client = createApiClient(base);
try {
  await until(() => isReady(base));
  await use(client);
  const expected = await describeAll(client);
  await Promise.all(programs.map((program) => program.end()));
  await documents.close();
  const file = dataFileIn(path.join(folder, 'documents'));
  compactDataFile(file);
  fs.mkdirSync(RELEASES, { recursive: true });
  fs.writeFileSync(path.join(RELEASES, 'documents.sqlite.gz'), gzipSync(fs.readFileSync(file)));
  fs.copyFileSync(keyFileIn(dataDir), path.join(RELEASES, 'encryption.key'));
  fs.writeFileSync(
    path.join(RELEASES, 'expected.json'),
    `${JSON.stringify(expected, undefined, 2)}\n`,
  );
  say(`The data of version ${VERSION} are in ${RELEASES}.`);
} finally {
  await Promise.all(programs.map((program) => program.end()));
  site.close();
  await Promise.all([postgres.stop(), documents.close().catch(() => undefined)]);
  fs.rmSync(folder, { recursive: true, force: true });
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(LOOK_MS);
}

/** Leaves something of every kind. */
async function use(api: ApiClient): Promise<void> {
  const config = { url: `${to}/hook`, secret: 'signed with this' };
  const hook = await api.channels.create.mutate({ kind: 'webhook', name: 'Hook', config });
  await api.channels.create.mutate({
    kind: 'email',
    name: 'Mail',
    enabled: false,
    fallbackChannelId: hook.id,
    config: { to: ['ops@example.org'] },
  });
  const watched = { tags: ['shop'], thresholds: { failuresToDown: 1 } };
  const request = { method: 'POST' as const, headers: { Authorization: 'Bearer x' }, body: 'a=1' };
  for (const name of ['up', 'down', 'paused', 'with secrets']) {
    const url = `${to}/${name.replace(' ', '-')}`;
    const { id } = await api.targets.create.mutate({
      ...{ url, name, ...watched },
      ...(name === 'with secrets' && { request }),
    });
    if (name === 'paused') await api.targets.pause.mutate({ id });
  }
  await api.mutes.create.mutate({ tag: 'shop', until: new Date(Date.now() + 3_600_000) });
  await api.statusPages.create.mutate({ slug: 'shop', title: 'Shop', tag: 'shop', enabled: true });
  await api.settings.update.mutate({ timeZone: 'Europe/Berlin' });
  await until(async () => {
    const { items } = await api.targets.list.query({});
    return items.every(({ name, lastCheck }) => name === 'paused' || lastCheck !== null);
  });
  await until(async () => (await api.alerts.list.query({})).items.length > 0);
}

/** What people see of it. */
async function describeAll(api: ApiClient): Promise<object> {
  const [targets, channels, alerts, pages, settings] = await Promise.all([
    api.targets.list.query({ sort: 'name' }),
    api.channels.list.query(),
    api.alerts.list.query({}),
    api.statusPages.list.query(),
    api.settings.get.query(),
  ]);
  return {
    targets: targets.items.map(({ name, url, status: is, tags }) => ({
      name,
      url,
      status: is,
      tags,
    })),
    channels: channels.items.map(({ kind, name, enabled }) => ({ kind, name, enabled })),
    alerts: alerts.items.map(({ kind, state, reason }) => ({ kind, state, reason })),
    statusPages: pages.items.map(({ slug }) => slug),
    timeZone: settings.timeZone,
  };
}
