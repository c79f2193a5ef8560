import { spawn } from 'node:child_process';
import { FROM_SOURCE, inWorkspace, WORKSPACE } from '../workspace.ts';

/** A program of the product that was started from its sources. */
export interface Program {
  /** All that it has written so far. */
  output(): string;
  /** Asks it to end, and resolves when it has. */
  end(): Promise<void>;
}

/** Starts the api or the worker with these settings and no others. */
export function startProgram(name: 'api' | 'worker', env: NodeJS.ProcessEnv): Program {
  const child = spawn(
    process.execPath,
    [FROM_SOURCE, inWorkspace('apps', name, 'src', 'main.ts')],
    {
      cwd: WORKSPACE,
      env: { PATH: process.env['PATH'], ...env },
      // With an IPC channel it ends when this process does.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    output: () => output,
    end: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
