import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TargetRecord } from '@app/monitoring';
import { afterAll, afterEach, beforeAll, expect, it, onTestFinished } from 'vitest';
import { SecureSite } from './support/secure-site.ts';
import { Site } from './support/site.ts';
import { type Actor, Stage, watch } from './support/stage.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

let stage: Stage;
let app: Actor;
let site: Site;
let children: ChildProcess[] = [];

beforeAll(async () => {
  stage = await Stage.open({ schema: 'jobs' });
  app = await stage.actor();
  site = await Site.start();
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await site.stop();
});

/** A worker process as people run it, with its log lines. */
function startProcess(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--conditions=@app/source', MAIN], {
    env: {
      PATH: process.env['PATH'],
      MONGODB_URI: stage.mongodbUri,
      POSTGRES_URL: stage.postgresUrl,
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

it('ends on SIGTERM under load in time, with nothing held and nothing lost', async () => {
  site.answer = (_request, response) => {
    setTimeout(() => response.end('late'), 3_000);
  };
  const ids: string[] = [];
  for (let i = 0; i < 20; i++) {
    ids.push(await watch(app, { url: `${site.url}/${i}`, intervalSeconds: 4 }));
  }
  const { child, output } = startProcess();
  await expect.poll(() => site.hits.size, { timeout: 15_000 }).toBeGreaterThan(0);
  const asked = Date.now();
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(0);
  expect(Date.now() - asked).toBeLessThan(20_000);
  const targets = await all(ids);
  expect(targets.map(({ schedule }) => schedule.lease)).toEqual(ids.map(() => null));
  expect(targets.flatMap(({ recent }) => recent).every(({ outcome }) => outcome === 'ok')).toBe(
    true,
  );
  const lines = output
    .join('')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { level: string });
  expect(lines.filter(({ level }) => level !== 'info')).toEqual([]);
  expect(lines.length).toBeLessThanOrEqual(3);
  for (const id of ids) await app.ports.targets.erase(id);
}, 60_000);

it('leaves its work to another worker when it is killed', async () => {
  site.recover();
  const ids: string[] = [];
  for (let i = 0; i < 20; i++) {
    ids.push(await watch(app, { url: `${site.url}/k${i}`, intervalSeconds: 2 }));
  }
  const victim = startProcess();
  await expect
    .poll(async () => Math.min(...(await all(ids)).map(({ recent }) => recent.length)), {
      timeout: 20_000,
    })
    .toBeGreaterThan(0);
  startProcess();
  victim.child.kill('SIGKILL');
  const killedAt = Date.now();
  await expect
    .poll(
      async () => Math.min(...(await all(ids)).map(({ recent }) => Number(recent.at(-1)?.at ?? 0))),
      { timeout: 45_000, interval: 250 },
    )
    .toBeGreaterThan(killedAt + 1_000);
}, 70_000);

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
}, 70_000);

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
