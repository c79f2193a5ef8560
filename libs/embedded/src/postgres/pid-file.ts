import fs from 'node:fs';
import path from 'node:path';

/** What a running postmaster writes about itself into its data folder. */
export interface PidFile {
  readonly pid: number;
  /** Line 8: `starting`, `ready`, `stopping`; undefined while the file is being written. */
  readonly status: string | undefined;
}

/** Reads `postmaster.pid`, or undefined when there is none. */
export function readPidFile(cluster: string): PidFile | undefined {
  try {
    const lines = fs.readFileSync(pidFilePath(cluster), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 0 ? { pid, status: lines[7]?.trim() } : undefined;
  } catch {
    return undefined;
  }
}

export function removePidFile(cluster: string): void {
  fs.rmSync(pidFilePath(cluster), { force: true });
}

const pidFilePath = (cluster: string) => path.join(cluster, 'postmaster.pid');
