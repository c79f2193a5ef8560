import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { treeOf } from './process-tree.ts';

/** From the wish to end to the end by force. */
const GRACE_MS = 5_000;
const LOOK_MS = 50;

/**
 * Ends a process and all that it has started, also what outlives it: first as they wish, then by force. Resolves when none
 * of them is left. Where processes cannot be listed only the one itself is ended.
 */
export async function endTree(root: number, graceMs = GRACE_MS): Promise<void> {
  // Listed before the first of them ends: what has lost its parent is found no more.
  const pids = fs.existsSync('/proc/self/stat') ? treeOf(root) : [root];
  const until = performance.now() + graceMs;
  for (const pid of pids) signal(pid, 'SIGTERM');
  while (pids.some(isAlive)) {
    if (performance.now() > until) for (const pid of pids) signal(pid, 'SIGKILL');
    await sleep(LOOK_MS);
  }
}

/** What has ended and was not yet asked for its exit code counts as gone. */
function isAlive(pid: number): boolean {
  if (!signal(pid, 0)) return false;
  try {
    return !/^\d+ \(.*\) Z /s.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false; // it ended meanwhile, or nobody lists processes here
  }
}

function signal(pid: number, what: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, what);
  } catch {
    return false; // it ended meanwhile
  }
}
