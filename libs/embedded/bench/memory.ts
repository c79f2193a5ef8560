import { readFile } from 'node:fs/promises';
import type { ServerProcess } from '../proofs/processes.ts';

/** The peak of a process's resident memory so far, in megabytes; NaN where /proc does not exist. */
export async function residentMegabytes(server: ServerProcess): Promise<number> {
  const status = await readFile(`/proc/${String(server.process.pid)}/status`, 'utf8').catch(
    () => '',
  );
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
  return kilobytes === undefined ? Number.NaN : Number(kilobytes) / 1000;
}
