import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

const SOURCE = path.join(import.meta.dirname, 'ask-to-stop.ts');
const SCRIPT = `import { onWishToStop } from ${JSON.stringify(SOURCE)};
  onWishToStop(() => console.log('stop'), () => console.log('kill'));
  console.log('ready ' + process.pid); setInterval(() => {}, 1e6);`;

/** Starts a program that runs the script; `words` gives what the script said after it was ready. */
async function run(file: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(file, args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, npm_lifecycle_event: undefined, ...env },
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  await expect.poll(() => said).toMatch(/ready \d+\n/);
  const pid = Number(/ready (\d+)/.exec(said)?.[1]);
  // A shell in between is ended by the test; the script has to be ended by its own number.
  onTestFinished(() => {
    process.kill(pid, 'SIGKILL');
  });
  return { child, words: () => said.replace(/ready \d+\n/, '') };
}

describe('onWishToStop', () => {
  it('takes signals that arrive together for one wish, and a later one for impatience', async () => {
    const { child, words } = await run(process.execPath, ['--input-type=module', '--eval', SCRIPT]);
    child.kill('SIGINT');
    child.kill('SIGTERM');
    await expect.poll(words).toBe('stop\n');
    await expect.poll(() => child.kill('SIGINT') && words(), { interval: 300 }).toContain('kill');
  });

  it.skipIf(process.platform === 'win32')('stops when the shell of npm has gone', async () => {
    const quoted = `'${SCRIPT.replaceAll("'", `'\\''`)}'`;
    const command = `"${process.execPath}" --input-type=module --eval ${quoted}; true`;
    const { child, words } = await run('sh', ['-c', command], { npm_lifecycle_event: 'start' });
    child.kill('SIGKILL');
    await expect.poll(words).toBe('stop\n');
  });

  it.runIf(process.platform === 'linux')(
    'stops when Nx was killed and the shell it started is still there',
    async () => {
      const quoted = `'${SCRIPT.replaceAll("'", `'\\''`)}'`;
      const command = `"${process.execPath}" --input-type=module --eval ${quoted}; true`;
      // What starts the shell, as Nx does.
      const starter = `require('node:child_process').spawn('sh', ['-c', process.argv[1]], { stdio: 'inherit' })`;
      const { child, words } = await run(process.execPath, ['--eval', starter, command], {
        NX_TASK_TARGET_TARGET: 'serve',
      });
      child.kill('SIGKILL');
      await expect.poll(words).toBe('stop\n');
    },
  );
});
