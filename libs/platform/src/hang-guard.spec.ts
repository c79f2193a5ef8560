import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { HUNG } from './hang-guard.ts';

const SOURCE = path.join(import.meta.dirname, 'hang-guard.ts');

/** Runs a guarded process that says `ready`, then runs some code. */
function run(code: string, { limitMs = 400, flags = [] as readonly string[] } = {}) {
  const script = `import { guardAgainstHanging } from ${JSON.stringify(SOURCE)};
    guardAgainstHanging({ name: 'worker', limitMs: ${limitMs}, everyMs: 20 });
    process.stdout.write('ready');
    setTimeout(function work() { ${code} }, 100);
    setInterval(() => {}, 1e6);`;
  const args = [...flags, '--input-type=module', '--eval', script];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) => {
    child.once('close', (exit, signal) => resolve(signal ?? exit));
  });
  return { child, ended, said: () => said };
}

describe('a process whose event loop', () => {
  it('stands still is ended, and says where it stood', async () => {
    const { ended, said } = run('function spin() { for (;;); } spin();');
    expect(await ended).toBe('SIGKILL');
    const line = JSON.parse(said().replace('ready', '')) as Record<string, unknown>;
    expect(line).toMatchObject({ level: 'fatal', name: 'worker' });
    expect(line['msg']).toContain(`${HUNG} for 0.4 s`);
    expect(String(line['stack'])).toMatch(/^spin:.*work:/);
  });

  it('stands still in native code is ended too', async () => {
    const { ended, said } = run(`('a' + '\\u0300\\u0316'.repeat(4e6)).normalize('NFC');`);
    expect(await ended).toBe('SIGKILL');
    expect(said()).toContain('in native code');
  });

  it('is slow again and again goes on', async () => {
    const { ended } = run(
      `let rounds = 0;
       setInterval(() => {
         Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 150);
         if (++rounds === 10) process.exit(7);
       }, 1);`,
      { limitMs: 1_000 },
    );
    expect(await ended).toBe(7);
  });

  it('was stopped as a whole for longer goes on', async () => {
    const { child, ended, said } = run(`setTimeout(() => process.exit(7), 500);`, {
      limitMs: 1_000,
    });
    await expect.poll(said).toBe('ready');
    child.kill('SIGSTOP');
    // Stopped for longer than the limit by any clock; how long does not matter to what is seen.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    child.kill('SIGCONT');
    expect(await ended).toBe(7);
  });

  it('a debugger may hold is left alone', async () => {
    const { ended } = run(
      `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500); process.exit(7);`,
      { flags: ['--inspect=127.0.0.1:0'] },
    );
    expect(await ended).toBe(7);
  });

  it('ends by itself is not held', async () => {
    const { ended } = run('process.exit(7);');
    expect(await ended).toBe(7);
  });
});
