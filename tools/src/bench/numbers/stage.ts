import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@app/embedded';
import { Refusal } from '../../refusal.ts';
import { inWorkspace, WORKSPACE } from '../../workspace.ts';

/** The document server, in a process and a folder of its own. */
export interface Stage {
  uriOf: (database: string) => string;
  /** Bytes of its data file and of the log beside it. */
  bytes: () => number;
  /** The built api on one of its databases; the queue is away, which no question needs. */
  startApi: (database: string) => Promise<{ base: string; stop: () => Promise<void> }>;
  close: () => Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'bench-numbers-'));
  const data = path.join(folder, 'documents');
  const script = inWorkspace('libs', 'embedded', 'dist', 'main.js');
  const server = spawn(process.execPath, [script, '--data-dir', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(server.stdout, 'data')) as [Buffer];
  const { uri } = JSON.parse(line.toString()) as { uri: string };
  const uriOf = (database: string): string => uri.replace('/?', `/${database}?`);
  return {
    uriOf,
    bytes: () =>
      fs
        .readdirSync(data)
        .filter((name) => !name.includes('reserve'))
        .reduce((sum, name) => sum + fs.statSync(path.join(data, name)).size, 0),
    startApi: (database) => startApi(uriOf(database), folder),
    close: async () => {
      await end(server);
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startApi(uri: string, dataDir: string) {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const script = inWorkspace('apps', 'api', 'dist', 'main.js');
  const child = spawn(process.execPath, [script], {
    cwd: WORKSPACE,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      ...{ PORT: String(port), MONGODB_URI: uri, DATA_DIR: dataDir, RATE_LIMITS: 'off' },
      ...{ POSTGRES_URL: 'postgres://127.0.0.1:9/none', LOG_LEVEL: 'error' },
    },
  });
  while (!(await answers(base))) {
    if (child.exitCode !== null) throw new Refusal('The api did not start; the reason is above.');
    await sleep(100);
  }
  return { base, stop: () => end(child) };
}

/** Whether it answers from its database. */
const answers = (base: string): Promise<boolean> =>
  fetch(`${base}/trpc/targets.list`).then(
    ({ ok }) => ok,
    () => false,
  );

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
