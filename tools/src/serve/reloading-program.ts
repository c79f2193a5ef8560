import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { WORKSPACE } from '../workspace.ts';
import { guardGroup } from './guard-group.ts';

export interface ProgramOptions {
  /** As people call it: `worker`. */
  readonly name: string;
  /** Arguments of Node. */
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Time to end by itself, in milliseconds. */
  readonly graceMs: number;
  /** Whether what it starts itself is ended with it: for programs that are not ours. */
  readonly hasChildren?: boolean;
  /** Gets what the program writes. */
  readonly write: (text: string) => void;
  /** Gets one line of words when it ended by itself. */
  readonly say: (line: string) => void;
}

/** A program that runs until it is stopped, and anew whenever it is told to. */
export interface ReloadingProgram {
  /** Starts it, ending the present run first; several wishes at once are one. */
  restart(env?: NodeJS.ProcessEnv): Promise<void>;
  stop(): Promise<void>;
  kill(): void;
}

/**
 * Runs a program of Node from its sources. It has a process group of its own, so that Ctrl-C
 * reaches only us, and an IPC channel whose end tells it that we are gone. A run that ends by
 * itself is told in words and not repeated: only a change can make it better.
 */
export function createReloadingProgram(options: ProgramOptions): ReloadingProgram {
  const { name, args, graceMs, hasChildren = false, write, say } = options;
  let { env } = options;
  let current: { child: ChildProcess; ended: Promise<void> } | undefined;
  let work: Promise<void> = Promise.resolve();
  let isWished = false;
  let isStopped = false;

  function start(): void {
    const child = spawn(process.execPath, args, {
      cwd: WORKSPACE,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', write);
    const unguard = hasChildren ? guardGroup(child.pid) : () => undefined;
    const ended = new Promise<void>((resolve) => {
      const end = (how: string) => {
        if (current?.child === child) {
          current = undefined;
          say(`The ${name} ended (${how}). It starts again when a source file changes.`);
        }
        unguard();
        resolve();
      };
      child.once('close', (code, signal) => end(signal ?? `exit code ${String(code)}`));
      child.once('error', (error) => end(error.message));
    });
    current = { child, ended };
  }

  function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
    if (pid === undefined) return;
    try {
      process.kill(hasChildren && process.platform !== 'win32' ? -pid : pid, name);
    } catch {
      // It ended a moment ago.
    }
  }

  async function end(): Promise<void> {
    if (!current) return;
    const { child, ended } = current;
    current = undefined;
    signal(child, 'SIGTERM');
    const patience = new AbortController();
    const tooLong = sleep(graceMs, true, { signal: patience.signal }).catch(() => false);
    if (await Promise.race([ended.then(() => false), tooLong])) {
      say(`The ${name} did not end within ${String(graceMs / 1_000)} s and was killed.`);
      signal(child, 'SIGKILL');
    }
    patience.abort();
    await ended;
  }

  return {
    restart: (changed) => {
      if (changed) env = changed;
      if (isWished || isStopped) return work;
      isWished = true;
      work = work.then(async () => {
        await end();
        isWished = false;
        if (!isStopped) start();
      });
      return work;
    },
    stop: async () => {
      isStopped = true;
      await work;
      await end();
    },
    kill: () => {
      if (current) signal(current.child, 'SIGKILL');
    },
  };
}
