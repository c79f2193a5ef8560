import { readFile } from 'node:fs/promises';
import type { ServerProcess } from '../proofs/processes.ts';

// The kernel's accounting on every Linux that Node runs on.
const ticksPerSecond = 100;

/** The CPU time that a process has used, in milliseconds; NaN where /proc does not exist. */
export async function cpuMilliseconds(server: ServerProcess): Promise<number> {
  const stat = await readFile(`/proc/${String(server.process.pid)}/stat`, 'utf8').catch(() => '');
  // The name in brackets may hold blanks.
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return ((Number(user) + Number(system)) * 1000) / ticksPerSecond;
}
