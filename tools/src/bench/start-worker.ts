import { spawn, type ChildProcess } from 'node:child_process';
import { NODE_FLAGS } from '../start/app-part.ts';
import { inWorkspace, WORKSPACE } from '../workspace.ts';

export interface WorkerStart {
  /** Flags for Node besides its own. */
  readonly flags?: readonly string[];
  /** A command that runs the worker in its place. */
  readonly prefix?: readonly string[];
}

/**
 * Starts the built worker on the given databases. It makes no backups: the first one would begin at once, and be measured
 * as a part of what comes meanwhile.
 */
export function startWorker(
  { mongodb, postgres, dataDir }: { mongodb: string; postgres: string; dataDir: string },
  { flags = [], prefix = [] }: WorkerStart = {},
): ChildProcess {
  const script = inWorkspace('apps', 'worker', 'dist', 'main.js');
  const [command, ...args] = [...prefix, process.execPath, ...NODE_FLAGS.worker, ...flags, script];
  return spawn(command, args, {
    cwd: WORKSPACE,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      MONGODB_URI: mongodb,
      POSTGRES_URL: postgres,
      DATA_DIR: dataDir,
      BACKUP_DIR: 'off',
      LOG_LEVEL: 'warn',
      EGRESS_MODE: 'allow-private',
    },
  });
}
