import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort, startDocumentServer, startPostgres } from '@app/embedded';
import { connect, exportData } from '@app/persistence';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApiClient, type ApiClient } from '../api-client.ts';
import { isReady } from '../own-product.ts';
import { canariesIn, canary, canaryOf } from './canaries.ts';
import { startEchoMail, startEchoSite, type EchoServer } from './echo-site.ts';
import { startProgram, type Program } from './program.ts';

/*
 * Sets a secret that nobody could mistake in each place that takes one, lets the whole product work with them beside servers
 * that repeat all they are told, and looks for them wherever somebody could read them.
 */

const key = (place: string): string =>
  Buffer.from(canaryOf(place, 32), 'latin1').toString('base64');

let folder: string;
let site: EchoServer;
let mail: EchoServer;
let postgres: Awaited<ReturnType<typeof startPostgres>>;
let documents: Awaited<ReturnType<typeof startDocumentServer>>;
let api: Program;
let worker: Program;
let base: string;
let metricsBase: string;
let mongodbUri: string;
let client: ApiClient;
/** What the product said to whoever may ask, by what was asked. */
const said = new Map<string, string>();

const say = (what: string, text: unknown): void => {
  said.set(what, typeof text === 'string' ? text : JSON.stringify(text));
};

async function read(url: string): Promise<string> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(30_000) });
  return `${JSON.stringify([...answer.headers])} ${await answer.text()}`;
}

/** The answer of a call, or its error. */
const tell = async (what: string, call: Promise<unknown>): Promise<void> =>
  say(what, await call.catch((error: unknown) => JSON.stringify(error) + String(error)));

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canary-'));
  fs.chmodSync(folder, 0o755); // PostgreSQL may run as somebody else
  [site, mail, postgres, documents] = await Promise.all([
    startEchoSite(),
    startEchoMail(),
    startPostgres({ dataDir: path.join(folder, 'postgres') }),
    startDocumentServer({
      dataDir: path.join(folder, 'documents'),
      password: canary('Mongo'),
    }),
  ]);
  mongodbUri = documents.uri.replace('/?', '/netumo?');
  const [port, metricsPort] = [await freePort(0), await freePort(0)];
  base = `http://127.0.0.1:${String(port)}`;
  metricsBase = `http://127.0.0.1:${String(metricsPort)}`;
  const env = {
    MONGODB_URI: mongodbUri,
    POSTGRES_URL: postgres.url,
    ENCRYPTION_KEY: key('Kek'),
    BACKUP_KEY: key('Backup'),
    BACKUP_S3_ENDPOINT: `http://127.0.0.1:${String(site.port)}/bucket`,
    BACKUP_S3_ACCESS_KEY: 'access',
    BACKUP_S3_SECRET_KEY: canary('Storage'),
    // Nobody is there: what is said of that must not hold the password.
    REDIS_URL: `redis://:${canary('Redis')}@127.0.0.1:9`,
    SMTP_URL: `smtp://user:${canary('Mail')}@127.0.0.1:${String(mail.port)}/?requireTLS=false`,
    MAIL_FROM: 'monitor@example.org',
    RESEND_API_KEY: canary('Resend'),
    HEARTBEAT_URL: `http://127.0.0.1:${String(site.port)}/${canary('Heartbeat')}`,
    WEBHOOK_ALLOWED_HOSTS: `127.0.0.1:${String(site.port)}`,
    EGRESS_MODE: 'allow-private',
    DATA_DIR: path.join(folder, 'data'),
    WORKER_METRICS_PORT: String(metricsPort),
    LOG_LEVEL: 'debug',
    PORT: String(port),
  };
  api = startProgram('api', env);
  worker = startProgram('worker', env);
  client = createApiClient(base);
  await vi.waitUntil(() => isReady(base), { timeout: 150_000, interval: 200 });
}, 180_000);

afterEach(({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const program of [api, worker]) process.stdout.write(`${program.output().slice(-3_000)}\n`);
});
afterAll(async () => {
  await Promise.all([api, worker].map((program) => program.end()));
  site.stop();
  mail.stop();
  await Promise.all([postgres.stop(), documents.close()]);
  fs.rmSync(folder, { recursive: true, force: true });
});

const REQUEST = {
  method: 'POST' as const,
  headers: {
    Authorization: `Bearer ${canary('Bearer')}`,
    Cookie: `session=${canary('Cookie')}`,
    'X-Own-Key': canary('Header'),
  },
  body: `{"token":"${canary('Body')}"}`,
};

/** Where the secrets of channels are. Those of fixed providers are stored, and lead nowhere in a test. */
const channels = (to: string) => [
  { kind: 'slack', config: { url: `${to}/services/${canary('Slack')}` } },
  { kind: 'discord', config: { url: `${to}/api/webhooks/1/${canary('Discord')}` } },
  { kind: 'teams', config: { url: `${to}/temporary/${canary('Teams')}?sig=${canary('Sig')}` } },
  {
    kind: 'webhook',
    config: { url: `${to}/hook?k=${canary('Hook')}`, secret: canary('Signature') },
  },
  {
    kind: 'telegram',
    config: { chat: '1', token: `123:${canaryOf('Telegram', 35)}`, server: to },
  },
  { kind: 'ntfy', config: { server: to, topic: canary('Topic'), token: canary('Ntfy') } },
  { kind: 'email', config: { to: ['ops@example.org'] } },
  {
    kind: 'pushover',
    enabled: false,
    config: { user: canaryOf('Push', 30), token: canaryOf('Over', 30) },
  },
  { kind: 'pagerduty', enabled: false, config: { key: canaryOf('Pager', 32) } },
];

async function useEverything(): Promise<void> {
  const to = `http://127.0.0.1:${String(site.port)}`;
  const ids: string[] = [];
  for (const input of channels(to)) {
    const made = await client.channels.create.mutate({ name: input.kind, ...input } as never);
    say(`channels.create ${input.kind}`, made);
    ids.push(made.id);
    if (input.enabled !== false) {
      await tell(`channels.test ${input.kind}`, client.channels.test.mutate({ id: made.id }));
    }
    await tell(
      `channels.update ${input.kind}`,
      client.channels.update.mutate({ id: made.id, name: `${input.kind} 2` }),
    );
  }
  const url = `${to}/watched`;
  await tell('targets.probe', client.targets.probe.mutate({ url, request: REQUEST }));
  const thresholds = { failuresToDown: 1 };
  const target = await client.targets.create.mutate({ url, request: REQUEST, thresholds });
  const { id } = target;
  say('targets.create', target);
  const { Authorization } = REQUEST.headers;
  await tell(
    'a refused target',
    client.targets.create.mutate({
      url: 'nowhere',
      request: {
        ...REQUEST,
        headers: { Authorization: `${Authorization}\n`, 'a b': Authorization },
      },
    }),
  );
  await tell(
    'a refused channel',
    client.channels.create.mutate({
      kind: 'slack',
      name: 'x',
      config: { url: `ftp://${canary('Slack')}/` },
    } as never),
  );
  const attempts = async (): Promise<number> => {
    const { items } = await client.deliveries.list.query({});
    return items.filter((one) => one.channelId !== null && one.attempts.length > 0).length;
  };
  await expect.poll(attempts, { timeout: 90_000, interval: 500 }).toBeGreaterThanOrEqual(7);
  await client.targets.update.mutate({ id, name: 'watched' });
  await tell('system.runBackup', client.system.runBackup.mutate());
  const [alert] = (await client.alerts.list.query({})).items;
  await tell('alerts.get', client.alerts.get.query({ id: alert?.id ?? '' }));
  await tell('targets.get', client.targets.get.query({ id }));
  await tell('checks.recent', client.checks.recent.query({ targetId: id }));
  const window = `id=${id}&from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z`;
  for (const route of ['checks', 'daily', 'alerts', 'audit']) {
    say(`/export/${route}.csv`, await read(`${base}/export/${route}.csv?${window}`));
  }
}

async function askEverything(): Promise<void> {
  await tell('targets.list', client.targets.list.query({}));
  await tell('channels.list', client.channels.list.query());
  await tell('alerts.list', client.alerts.list.query({}));
  await tell('deliveries.list', client.deliveries.list.query({}));
  await tell('inbox.list', client.inbox.list.query({}));
  for (const name of ['health', 'queues', 'limits', 'audit', 'backups', 'deadLetters'] as const) {
    await tell(`system.${name}`, client.system[name].query());
  }
  await tell('policies.get', client.policies.get.query());
  await tell('settings.get', client.settings.get.query());
  for (const route of ['/metrics', '/health/ready', '/calendar.ics', '/expiry.csv', '/']) {
    say(route, await read(`${base}${route}`));
  }
  say('/metrics of the worker', await read(`${metricsBase}/metrics`));
}

/** Live events of the whole time. */
function listen(): { text: () => string; stop: () => void } {
  const stop = new AbortController();
  let text = '';
  const reading = async (): Promise<void> => {
    const { body } = await fetch(`${base}/trpc/live.events`, {
      headers: { accept: 'text/event-stream' },
      signal: stop.signal,
    });
    for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) text += part;
  };
  void reading().catch(() => undefined);
  return { text: () => text, stop: () => stop.abort() };
}

const filesIn = (where: string): string[] =>
  fs
    .readdirSync(where, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => path.join(one.parentPath, one.name));

describe('a secret', () => {
  it('goes where it belongs, and can be read nowhere else', async () => {
    const live = listen();
    await useEverything();
    await askEverything();
    await expect.poll(live.text, { timeout: 60_000 }).toContain('"alert"');
    live.stop();
    say('live events', live.text());

    // It was in use: this is no test of a product that lost its secrets.
    const used = new Set(canariesIn(`${site.heard()} ${mail.heard()}`));
    for (const place of ['Bearer', 'Cookie', 'Header', 'Body', 'Slack', 'Hook', 'Ntfy']) {
      expect(used, place).toContain(canary(place));
    }

    const exported = path.join(folder, 'export.ndjson');
    const connection = await connect({ uri: mongodbUri });
    await exportData(connection, exported);
    await connection.close();
    await Promise.all([api, worker].map((program) => program.end()));
    say('log of the api', api.output());
    say('log of the worker', worker.output());

    const found = [...said].flatMap(([what, text]) =>
      canariesIn(text).map((one) => `${what}: ${one}`),
    );
    for (const file of filesIn(folder)) {
      const here = canariesIn(fs.readFileSync(file));
      found.push(...here.map((one) => `${path.relative(folder, file)}: ${one}`));
    }
    expect(found).toEqual([]);
    // Names of processes are not what was looked through, if these are missing.
    const looked = filesIn(folder).map((file) => path.relative(folder, file));
    expect(looked).toContain('documents/documents.sqlite');
    expect(looked.some((name) => name.endsWith('.backup'))).toBe(true);
    expect(looked.some((name) => name.includes('pg_wal'))).toBe(true);
    expect(said.get('system.deadLetters')).toContain('"items"');
    const { password } = new URL(postgres.url);
    expect([...said.values()].filter((text) => text.includes(password))).toEqual([]);
  });
});
