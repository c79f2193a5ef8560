import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TargetRecord } from '@app/domain';
import { afterAll, afterEach, beforeAll, expect, it, onTestFinished } from 'vitest';
import { SecureSite } from './support/secure-site.ts';
import { Site } from './support/site.ts';
import { type Actor, Stage, watch } from './support/stage.ts';

/** Given, or the first worker on a data folder warns that it made one. */
const BACKUP_KEY = randomBytes(32).toString('base64');
const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

let stage: Stage;
let app: Actor;
let children: ChildProcess[] = [];
let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'worker-'));
  stage = await Stage.open({ schema: 'jobs' });
  app = await stage.actor();
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true });
});

/** A worker process as people run it, with its log lines. */
function startProcess(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--conditions=@app/source', MAIN], {
    env: {
      PATH: process.env['PATH'],
      MONGODB_URI: stage.mongodbUri,
      POSTGRES_URL: stage.postgresUrl,
      DATA_DIR: dataDir,
      BACKUP_KEY,
      BACKUP_DIR: 'off',
      ...env,
    },
  });
  children.push(child);
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text));
  }
  return { child, output };
}

const all = async (ids: readonly string[]): Promise<TargetRecord[]> =>
  await app.ports.targets.getMany(ids);

/** Answers a little later than at once, or never. */
const SLOW_MS = 3_000;
const HOSTS = 120;

it('ends on SIGTERM with hundreds of checks under way, and each is recorded or given back', async () => {
  const sites = await Promise.all(Array.from({ length: HOSTS }, () => Site.start()));
  const isHanging = (index: number): boolean => index % 4 === 0;
  const hits = (): number => sites.reduce((sum, { hits: of }) => sum + of.size, 0);
  const targets: { id: string; path: string; index: number; dueAt: Date | null }[] = [];
  for (const [index, one] of sites.entries()) {
    one.answer = (_request, response) => {
      if (!isHanging(index)) setTimeout(() => response.end('late'), SLOW_MS);
    };
    // Two for each host, as many as may be asked at once: one in its slot, one that is urgent.
    for (const path of ['/slot', '/urgent']) {
      const id = await watch(app, { url: one.url + path, intervalSeconds: 86_400 });
      targets.push({ id, path, index, dueAt: path === '/slot' ? await makeDue(id) : null });
    }
  }
  const { child, output } = startProcess({ WORKER_CONCURRENCY: '400' });
  await expect.poll(hits, { interval: 20 }).toBeGreaterThan(HOSTS);
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number | null];
  // Not the 1 of a process that was too slow to close what it holds.
  expect(code).toBe(0);

  const stored = new Map((await all(targets.map(({ id }) => id))).map((one) => [one.id, one]));
  for (const { id, path, index, dueAt } of targets) {
    const { recent, schedule } = stored.get(id)!;
    const wasAnswered = sites[index]!.hits.has(path) && !isHanging(index);
    expect(recent.map(({ outcome }) => outcome)).toEqual(wasAnswered ? ['ok'] : []);
    expect(schedule.lease).toBeNull();
    const isStillDue = dueAt ? Number(schedule.dueAt) === Number(dueAt) : schedule.urgent !== null;
    expect(isStillDue, `${path} of ${index}: ${JSON.stringify(schedule)}`).toBe(!wasAnswered);
  }
  const lines = output
    .join('')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { level: string });
  expect(lines.filter(({ level }) => level !== 'info')).toEqual([]);
  expect(lines.length).toBeLessThanOrEqual(3);
  await Promise.all(sites.map((one) => one.stop()));
});

/** Puts the first check of a target into a slot that has just come. */
async function makeDue(id: string): Promise<Date> {
  const target = await app.ports.targets.get(id);
  const dueAt = new Date();
  const schedule = { ...target!.schedule, urgent: null, dueAt };
  expect(await app.ports.targets.change(id, target!.version, { schedule })).toBe(true);
  return dueAt;
}

it('trusts the authorities of EXTRA_CA_FILE', async () => {
  const secure = await SecureSite.start(80);
  const folder = await mkdtemp(join(tmpdir(), 'worker-'));
  onTestFinished(async () => {
    await secure.stop();
    await rm(folder, { recursive: true });
  });
  const file = join(folder, 'authority.pem');
  await writeFile(file, secure.authority);
  const id = await watch(app, { url: secure.url, intervalSeconds: 86_400 });
  const { child } = startProcess({ EXTRA_CA_FILE: file });
  const findings = async () => (await all([id]))[0]?.certificate?.reading?.findings;
  await expect.poll(findings, { timeout: 30_000 }).toEqual([]);
  const outcome = async () => (await all([id]))[0]?.lastCheck?.outcome;
  await expect.poll(outcome, { timeout: 30_000 }).toBe('ok');
  child.kill('SIGTERM');
  await once(child, 'exit');
});

it.each([
  [{ WORKER_CONCURRENCY: 'many' }, /WORKER_CONCURRENCY must be a whole number/],
  [
    { EXTRA_CA_FILE: '/nonexistent.pem' },
    /EXTRA_CA_FILE must be the path of a file that can be read \(ENOENT\), not "\/nonexistent\.pem"\./,
  ],
  [{ MONGODB_URI: '', POSTGRES_URL: '' }, /^The worker needs MONGODB_URI and POSTGRES_URL\./],
])('refuses wrong settings with one clear text: %j', async (env, text) => {
  const { child, output } = startProcess(env);
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(1);
  expect(output.join('')).toMatch(text);
});
