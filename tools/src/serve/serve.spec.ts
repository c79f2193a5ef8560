import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '@app/embedded';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { announcementIn } from '../databases/announce.ts';
import { FROM_SOURCE, inWorkspace, WORKSPACE } from '../workspace.ts';

const PATIENCE = { timeout: 60_000, interval: 100 };
let dataDir = '';
let port = 0;

beforeEach(async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'serve-'));
  // PostgreSQL, which never runs as root, has to get in.
  fs.chmodSync(folder, 0o755);
  dataDir = path.join(folder, 'data');
  port = await freePort();
});
afterEach(() => fs.rmSync(path.dirname(dataDir), { recursive: true, force: true }));

/** Serves an app on a bare machine: nothing is said about databases. */
function serve(app: string, env: NodeJS.ProcessEnv = {}) {
  const child = spawn(
    process.execPath,
    [FROM_SOURCE, inWorkspace('tools', 'run.mjs'), 'serve', app],
    {
      cwd: WORKSPACE,
      env: { PATH: process.env['PATH'], DATA_DIR: dataDir, PORT: String(port), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await exited;
  });
  const stop = async () => {
    child.kill('SIGINT');
    return exited;
  };
  return { said: () => said, stop, exited };
}

const isReady = () =>
  fetch(`http://127.0.0.1:${String(port)}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );

it.each([
  ['api', 'worker'],
  ['worker', 'api'],
])(
  'serves two apps at once and lets the %s be stopped first',
  { timeout: 120_000 },
  async (first) => {
    const apps = { api: serve('api'), worker: serve('worker') };
    await expect.poll(apps.worker.said, PATIENCE).toContain('"worker started"');
    await expect.poll(isReady, PATIENCE).toBe(true);
    const [one, other] = first === 'api' ? [apps.api, apps.worker] : [apps.worker, apps.api];
    expect(await one.stop()).toBe(0);
    // The databases are still there for the other one.
    expect(fs.existsSync(announcementIn(dataDir))).toBe(true);
    if (first === 'worker') expect(await isReady()).toBe(true);
    expect(await other.stop()).toBe(0);
    expect(fs.existsSync(announcementIn(dataDir))).toBe(false);
    expect(fs.existsSync(path.join(dataDir, 'postgres', 'cluster', 'postmaster.pid'))).toBe(false);
    expect(apps.api.said() + apps.worker.said()).not.toMatch(/Native stack|^\s+at /im);
  },
);

it('leaves nothing behind when it is stopped while the databases start', async () => {
  const { stop } = serve('worker');
  await expect.poll(() => fs.existsSync(path.join(dataDir, 'lock.json')), PATIENCE).toBe(true);
  expect(await stop()).toBe(0);
  expect(fs.existsSync(path.join(dataDir, 'lock.json'))).toBe(false);
  expect(fs.existsSync(announcementIn(dataDir))).toBe(false);
});

it('refuses a wrong name and wrong settings in one line', { timeout: 60_000 }, async () => {
  const nameless = serve('web');
  expect(await nameless.exited).toBe(1);
  expect(nameless.said()).toBe('Say which app to run: api or worker.\n');
  const half = serve('worker', { MONGODB_URI: 'mongodb://127.0.0.1:1' });
  expect(await half.exited).toBe(1);
  expect(half.said()).toMatch(/^The settings are not usable: MONGODB_URI is set .*\n$/);
});

it.runIf(fs.existsSync('/proc/self'))(
  'refuses a data folder that cannot be made, without waiting for whoever might hold it',
  { timeout: 60_000 },
  async () => {
    const worker = serve('worker', { DATA_DIR: '/proc/no-such-place/data' });
    expect(await worker.exited).toBe(1);
    expect(worker.said()).toMatch(/data folder .* cannot be made: .* with DATA_DIR\.\n$/);
  },
);
