import fs from 'node:fs';
import { parentOf } from './process-tree.ts';

/** Ctrl-C arrives twice at once when npm passes on what the terminal already sent. */
const SAME_WISH_MS = 1_000;

const WATCH_PARENT_MS = 500;

/**
 * Calls `stop` on the first wish to end (Ctrl-C, SIGTERM, a closed terminal) and `kill` on a
 * later one.
 */
export function onWishToStop(stop: () => void, kill: () => void): void {
  let firstAt: number | undefined;
  const wish = () => {
    if (firstAt === undefined) {
      firstAt = performance.now();
      stop();
    } else if (performance.now() - firstAt > SAME_WISH_MS) kill();
  };
  // npm hands SIGTERM to the shell between it and us, which ends without a word, and Nx may be killed.
  if (process.env['npm_lifecycle_event'] || process.env['NX_TASK_TARGET_TARGET']) onOrphaned(wish);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, wish);
}

/** Tells when npm or Nx has gone, or the shell between it and us: all that stays of it would go on unseen. */
function onOrphaned(tell: () => void): void {
  const parent = process.ppid;
  const starter = isShell(parent) ? parentOf(parent) : null;
  const timer = setInterval(() => {
    if (process.ppid === parent && (starter === null || parentOf(parent) === starter)) return;
    clearInterval(timer);
    tell();
  }, WATCH_PARENT_MS);
  timer.unref();
}

/** Whether a process is a shell that runs one command; elsewhere than on Linux nobody says so. */
function isShell(pid: number): boolean {
  try {
    const [, flag] = fs.readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').split('\0');
    return flag === '-c';
  } catch {
    return false;
  }
}
