import { spawn, type ChildProcess } from 'node:child_process';
import { NODE_FLAGS } from '../start/app-part.ts';
import { inWorkspace, WORKSPACE } from '../workspace.ts';

/** Starts the built worker on the given databases, with flags for Node besides its own. */
export function startWorker(
  urls: { mongodb: string; postgres: string },
  flags: readonly string[] = [],
): ChildProcess {
  const script = inWorkspace('apps', 'worker', 'dist', 'main.js');
  return spawn(process.execPath, [...NODE_FLAGS.worker, ...flags, script], {
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
