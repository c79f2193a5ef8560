import { readFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';

/** The text of a file; null where there is none. */
type ReadText = (file: string) => string | null;

/** Memory in bytes, as the system tells it. */
export interface MemoryFigures {
  /** What the container may take; 0, or more than the machine has, without one. */
  readonly limit: number;
  /** What is left of the limit, where all that was read from files counts as taken. */
  readonly leftOfLimit: number;
  readonly ofMachine: number;
  readonly freeOfMachine: number;
}

/** What the machine, and the container where there is one, could still give this process, in bytes. */
export const freeMemory = (): number =>
  freeOf(
    {
      limit: process.constrainedMemory(),
      leftOfLimit: process.availableMemory(),
      ofMachine: os.totalmem(),
      freeOfMachine: os.freemem(),
    },
    readText,
  );

/**
 * The same of what the system tells. What a container keeps of files is free, as it is for a machine: sooner or later that fills all
 * that is left, after a backup at once, and it is given back before any process is ended.
 */
export function freeOf(
  { limit, leftOfLimit, ofMachine, freeOfMachine }: MemoryFigures,
  read: ReadText,
): number {
  if (limit <= 0 || limit >= ofMachine) return freeOfMachine;
  return Math.min(freeOfMachine, limit, leftOfLimit + keptOfFiles(read));
}

/**
 * What the control group of this process keeps of files, in bytes; 0 where nobody tells.
 * https://docs.kernel.org/admin-guide/cgroup-v2.html and https://docs.kernel.org/admin-guide/cgroup-v1/memory.html
 */
function keptOfFiles(read: ReadText): number {
  for (const line of (read('/proc/self/cgroup') ?? '').split('\n')) {
    const [, number, controllers = '', path = ''] = /^(\d+):([^:]*):(.*)$/.exec(line) ?? [];
    const isFirst = controllers.split(',').includes('memory');
    if (!isFirst && number !== '0') continue;
    const root = isFirst ? '/sys/fs/cgroup/memory' : '/sys/fs/cgroup';
    // A container sees its own group as the root of all.
    const stat = read(join(root, path, 'memory.stat')) ?? read(join(root, 'memory.stat'));
    if (stat !== null) return sumOf(stat, isFirst ? 'total_' : '');
  }
  return 0;
}

const KEPT = ['active_file', 'inactive_file', 'slab_reclaimable'];

function sumOf(stat: string, prefix: string): number {
  const names = new Set(KEPT.map((name) => prefix + name));
  return stat
    .split('\n')
    .map((line) => line.split(' '))
    .reduce((sum, [name = '', bytes]) => sum + (names.has(name) ? Number(bytes) || 0 : 0), 0);
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
