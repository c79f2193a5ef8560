import fs from 'node:fs';
import path from 'node:path';
import { treeOf } from '../../processes/process-tree.ts';

/** Memory of one process: its own and its share of what it has in common with others, in MB. */
export interface ProcessMemory {
  readonly name: string;
  readonly pssMb: number;
}

/** Memory of a process and its living descendants (`Pss` of `/proc/<pid>/smaps_rollup`, proc(5)). */
export function memoryOfTree(root: number): ProcessMemory[] {
  return treeOf(root).flatMap((pid) => {
    try {
      const rollup = fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      const command = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      return [{ name: nameOf(command), pssMb: parsePss(rollup) }];
    } catch {
      return []; // it ended meanwhile
    }
  });
}

/** Reads the share of a process from its `smaps_rollup`, in MB; 0 for one without memory of its own. */
export const parsePss = (rollup: string): number =>
  Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) / 1_024;

/** What people call a process by its command line: the project of a script of ours, or the program. */
export function nameOf([program = '', ...args]: readonly string[]): string {
  const script = args.find((arg) => /\.m?[jt]s$/.test(arg));
  if (!script) return path.basename(program.split(' ')[0] ?? '').replace(/:$/, '');
  const project = /(?:apps|libs)\/([^/]+)\//.exec(script)?.[1];
  return project ?? path.basename(script);
}

/** Memory by name, the largest first; processes of one name together. */
export function sumByName(processes: readonly ProcessMemory[]): ProcessMemory[] {
  const sums = new Map<string, number>();
  for (const { name, pssMb } of processes) sums.set(name, (sums.get(name) ?? 0) + pssMb);
  return [...sums].map(([name, pssMb]) => ({ name, pssMb })).sort((a, b) => b.pssMb - a.pssMb);
}
