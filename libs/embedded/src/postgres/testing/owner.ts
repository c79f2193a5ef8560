import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export interface Owner {
  readonly process: ChildProcess;
  readonly pid: number;
  readonly url: string;
}

/** Another process that starts a database and holds it, so that a test can kill it. */
export async function startOwner(dataDir: string): Promise<Owner> {
  const child = spawn(
    process.execPath,
    ['--conditions=@app/source', path.join(import.meta.dirname, 'hold.ts'), dataDir],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { process: child, ...(JSON.parse(line.toString()) as { pid: number; url: string }) };
}

/** Direct children of a process. */
export function childrenOf(pid: number): number[] {
  const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
  return stdout.trim().split(/\s+/).filter(Boolean).map(Number);
}
