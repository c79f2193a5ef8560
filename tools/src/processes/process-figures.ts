import fs from 'node:fs';

/** Ticks of the kernel's accounting per second; the same on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

interface Stat {
  parent: number;
  /** CPU time of the process and of children that ended, in milliseconds. */
  cpuMs: number;
}

/** Milliseconds of CPU that a process, its ended children and its living descendants have used. */
export function cpuOfTree(root: number): number {
  const stats = new Map<number, Stat>();
  for (const name of fs.readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : null;
    if (stat) stats.set(Number(name), stat);
  }
  const sum = (pid: number): number =>
    [...stats].reduce(
      (ms, [child, { parent }]) => (parent === pid ? ms + sum(child) : ms),
      stats.get(pid)?.cpuMs ?? 0,
    );
  return sum(root);
}

function statOf(pid: number): Stat | null {
  try {
    return parseStat(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return null; // it ended meanwhile
  }
}

/** Reads a line of `/proc/<pid>/stat`; the name in it may hold blanks and brackets. */
export function parseStat(line: string): Stat {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { parent: Number(fields[1]), cpuMs: (ticks * 1_000) / TICKS_PER_SECOND };
}

/** Memory of a process in MB: now, and at its peak. */
export function memoryOf(pid: number): { nowMb: number; peakMb: number } {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  const mb = (field: string): number =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1_024;
  return { nowMb: mb('VmRSS'), peakMb: mb('VmHWM') };
}
