import fs from 'node:fs';
import { parseStat } from './process-figures.ts';

/** A process and its living descendants; the servers of PostgreSQL leave the group of their parent. */
export function treeOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of fs.readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? parentOf(Number(name)) : null;
    if (parent !== null) parents.set(Number(name), parent);
  }
  const below = (pid: number): number[] =>
    [...parents].flatMap(([child, parent]) => (parent === pid ? [child, ...below(child)] : []));
  return [root, ...below(root)];
}

/** Sends a signal to a process and its descendants, parents first. */
export function signalTree(root: number, signal: NodeJS.Signals): void {
  for (const pid of treeOf(root)) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it ended meanwhile
    }
  }
}

/** The parent of a process; null where it has ended, or nobody lists processes. */
export function parentOf(pid: number): number | null {
  try {
    return parseStat(fs.readFileSync(`/proc/${pid}/stat`, 'utf8')).parent;
  } catch {
    return null; // it ended meanwhile
  }
}
