import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from './refusal.ts';
import { FROM_SOURCE, inWorkspace, WORKSPACE } from './workspace.ts';

/** A product that a tool started for itself. */
export interface OwnProduct {
  /** The process that keeps all others running. */
  readonly pid: number;
  /** Resolves with the exit code when it has ended. */
  readonly exited: Promise<number | null>;
  stop(): Promise<void>;
}

export async function isReady(base: string): Promise<boolean> {
  return fetch(`${base}/health/ready`, { signal: AbortSignal.timeout(3_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Starts the product as `npm start` does and resolves when it is ready; it tells its own reasons. */
export async function startOwnProduct(base: string, env: NodeJS.ProcessEnv): Promise<OwnProduct> {
  const child = spawn(process.execPath, [FROM_SOURCE, inWorkspace('tools', 'run.mjs'), 'start'], {
    cwd: WORKSPACE,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
  });
  let hasExited = false;
  void exited.then(() => {
    hasExited = true;
  });
  const isOver = () => hasExited;
  while (!(await isReady(base))) {
    if (isOver()) throw new Refusal('The product did not start; the reason is above.');
    await sleep(200);
  }
  return {
    pid: child.pid ?? 0,
    exited,
    stop: async () => {
      if (!isOver()) child.kill('SIGTERM');
      await exited;
    },
  };
}
