import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { HUNG, type LogFile } from '@app/platform';
import { WORKSPACE } from '../workspace.ts';

import type { Running } from './part.ts';

export interface ChildOptions {
  /** Arguments of Node: flags, script, arguments of the script. */
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly log: LogFile;
  /** Sees standard output as it comes. */
  readonly onOutput?: (text: string) => void;
}

/**
 * Starts a Node process of ours. It has a process group of its own, so that Ctrl-C reaches only
 * us and we stop the processes in order, and an IPC channel whose end tells it that we are gone.
 */
export function startChild({ args, env, log, onOutput }: ChildOptions): Running {
  const child = spawn(process.execPath, args, {
    cwd: WORKSPACE,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => log.write(text));
  }
  if (onOutput) child.stdout?.on('data', onOutput);
  let isHung = false;
  child.stdout?.on('data', (text: string) => (isHung ||= text.includes(HUNG)));
  const exited = new Promise<string>((resolve) => {
    // After everything that it said was read.
    child.once('close', (code, signal) => {
      resolve(isHung ? `${HUNG}, see its log` : (signal ?? `exit code ${String(code)}`));
    });
    child.once('error', (error) => resolve(error.message));
  });
  return {
    exited,
    stop: (graceMs) => stop(child, exited, graceMs),
    kill: () => void child.kill('SIGKILL'),
  };
}

async function stop(child: ChildProcess, exited: Promise<string>, graceMs: number): Promise<void> {
  child.kill('SIGTERM');
  const timer = new AbortController();
  const tooLong = sleep(graceMs, 'too long', { signal: timer.signal }).catch(() => 'aborted');
  if ((await Promise.race([exited, tooLong])) === 'too long') child.kill('SIGKILL');
  timer.abort();
  await exited;
}
