import { spawn } from 'node:child_process';

/**
 * Ends a process group when this process dies without a word: a shell waits for the end of a pipe
 * that only we hold open. Windows has neither. Returns a function that takes the guard away.
 */
export function guardGroup(pid: number | undefined): () => void {
  if (pid === undefined || process.platform === 'win32') return () => undefined;
  const guard = spawn('sh', ['-c', 'cat >/dev/null; kill -KILL -- "-$0"', String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => undefined);
  guard.unref();
  return () => {
    guard.kill('SIGKILL');
  };
}
