import { spawn, type ChildProcess } from 'node:child_process';
import { NODE_FLAGS } from '../start/app-part.ts';
import { inWorkspace, WORKSPACE } from '../workspace.ts';

export interface WorkerStart {
  /** Flags for Node besides its own. */
  readonly flags?: readonly string[];
  /** A command that runs the worker in its place. */
  readonly prefix?: readonly string[];
}

/** Starts the built worker on the given databases. */
export function startWorker(
  urls: { mongodb: string; postgres: string },
  { flags = [], prefix = [] }: WorkerStart = {},
): ChildProcess {
  const script = inWorkspace('apps', 'worker', 'dist', 'main.js');
  const [command, ...args] = [...prefix, process.execPath, ...NODE_FLAGS.worker, ...flags, script];
  return spawn(command, args, {
    cwd: WORKSPACE,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      MONGODB_URI: urls.mongodb,
      POSTGRES_URL: urls.postgres,
      LOG_LEVEL: 'warn',
      EGRESS_MODE: 'allow-private',
    },
  });
}
