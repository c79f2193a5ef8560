import { spawn } from 'node:child_process';
import os from 'node:os';

/**
 * Stops a postmaster when this process dies without a word: a shell waits for the end of a pipe
 * that only we hold open, and then asks the postmaster for a fast shutdown. Windows has no such
 * shell; there the next start stops the orphan.
 *
 * @returns a function that takes the guard away; call it as soon as the postmaster has ended.
 */
export function guardPostmaster(pid: number): () => void {
  if (os.platform() === 'win32') return () => undefined;
  const guard = spawn('sh', ['-c', 'cat >/dev/null; kill -INT "$0"', String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without a shell there is no guard, and the next start clears what is left.
  guard.on('error', () => undefined);
  guard.unref();
  return () => {
    guard.kill('SIGKILL');
  };
}
