import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../start-error.ts';
import { readPidFile, removePidFile } from './pid-file.ts';
import { isRunning, processesIn } from './process-table.ts';

/** Signals from polite to certain, with the time each one is given. */
const STEPS = [
  { signal: 'SIGINT', waitMs: 6_000 },
  { signal: 'SIGQUIT', waitMs: 2_000 },
  { signal: 'SIGKILL', waitMs: 2_000 },
] as const;

/**
 * Clears what a killed owner left in a cluster: an orphaned postmaster is stopped, a pid file
 * without a living postmaster is removed. Call it only while holding the folder's lock: then any
 * postmaster found is nobody's.
 */
export async function clearLeftovers(cluster: string): Promise<void> {
  const left = readPidFile(cluster);
  if (!left) return;
  const folder = fs.realpathSync(cluster);
  const alive = () =>
    processesIn(folder)?.filter(isRunning) ?? (isRunning(left.pid) ? [left.pid] : []);
  for (const { signal, waitMs } of STEPS) {
    for (const pid of signalled(alive(), left.pid)) trySignal(pid, signal);
    if (await gone(alive, waitMs)) {
      // PostgreSQL itself would refuse a pid that is a zombie or belongs to another program now.
      removePidFile(cluster);
      return;
    }
  }
  throw new StartError(
    `An earlier PostgreSQL (process ${String(left.pid)}) still works in ${cluster} and does not ` +
      'end. End it by hand, then start again.',
  );
}

/** The postmaster stops its children; without it they are told one by one. */
function signalled(alive: readonly number[], postmaster: number): readonly number[] {
  return alive.includes(postmaster) ? [postmaster] : alive;
}

async function gone(alive: () => readonly number[], waitMs: number): Promise<boolean> {
  const end = Date.now() + waitMs;
  while (alive().length > 0) {
    if (Date.now() > end) return false;
    await sleep(50);
  }
  return true;
}

function trySignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal, which is what was wanted.
  }
}
