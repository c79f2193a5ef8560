import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '@app/embedded';
import { createApiClient, type ApiClient } from '../../api-client.ts';
import { isReady } from '../../own-product.ts';
import { NODE_FLAGS } from '../../start/app-part.ts';
import { inWorkspace, WORKSPACE } from '../../workspace.ts';
import { type Stage, until } from './stage.ts';

/** The api as people run it, in a process of its own. */
export interface ApiProcess {
  readonly pid: number;
  readonly base: string;
  readonly client: ApiClient;
  end(signal?: NodeJS.Signals): Promise<void>;
}

const READY_MS = 60_000;

/** Starts the built api on the databases of a stage. */
export async function startApi(
  stage: Pick<Stage, 'mongodbUri' | 'postgres' | 'env'>,
  env: Readonly<Record<string, string>> = {},
): Promise<ApiProcess> {
  const port = await freePort(0);
  const base = `http://127.0.0.1:${port}`;
  const script = inWorkspace('apps', 'api', 'dist', 'main.js');
  const child = spawn(process.execPath, [...NODE_FLAGS.api, script], {
    cwd: WORKSPACE,
    // With an IPC channel it ends when this process does.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      MONGODB_URI: stage.mongodbUri,
      POSTGRES_URL: stage.postgres.url,
      LOG_LEVEL: 'error',
      EGRESS_MODE: 'allow-private',
      HOST: '127.0.0.1',
      PORT: String(port),
      ...stage.env,
      ...env,
    },
  });
  const exited = once(child, 'exit');
  const end = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
    child.kill(signal);
    if (child.exitCode === null && child.signalCode === null) await exited;
  };
  if (!(await until(() => isReady(base), READY_MS))) {
    await end('SIGKILL');
    throw new Error('The api did not become ready.');
  }
  return { pid: child.pid ?? 0, base, client: createApiClient(base), end };
}
