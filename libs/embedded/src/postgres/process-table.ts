import fs from 'node:fs';

/** Whether a process exists and runs; a zombie that nobody has reaped yet does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // A process of another user answers EPERM: it exists.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return stateOf(pid) !== 'Z';
}

/**
 * Processes that work in a folder, which for PostgreSQL are the postmaster and its children.
 * Undefined where the system has no /proc to look into.
 */
export function processesIn(folder: string): number[] | undefined {
  if (!fs.existsSync('/proc/self/cwd')) return undefined;
  return fs
    .readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && workingFolder(pid) === folder);
}

function workingFolder(pid: number): string | undefined {
  try {
    return fs.readlinkSync(`/proc/${String(pid)}/cwd`);
  } catch {
    return undefined; // ended meanwhile, a zombie, or not ours to see
  }
}

function stateOf(pid: number): string | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold blanks.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[0];
  } catch {
    return undefined;
  }
}
