import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { HUNG } from '@app/platform';
import { describe, expect, it } from 'vitest';
import { FROM_SOURCE } from '../workspace.ts';
import { startChild } from './child.ts';

const quiet = { write: () => undefined, lastLine: () => undefined };

describe('startChild', () => {
  it('writes both outputs to the log and tells how the process ended', async () => {
    const texts: string[] = [];
    const child = startChild({
      args: ['--eval', 'console.log("out"); console.error("err"); process.exitCode = 4'],
      env: process.env,
      log: { write: (text) => texts.push(text), lastLine: () => undefined },
    });
    expect(await child.exited).toBe('exit code 4');
    await expect.poll(() => texts.join('')).toContain('out');
    await expect.poll(() => texts.join('')).toContain('err');
  });

  it('tells that a process did not answer, when it said so with its last words', async () => {
    const code = `process.stdout.write('{"msg":"${HUNG} for 30 s"}\\n');
      setTimeout(() => process.kill(process.pid, 'SIGKILL'), 1);`;
    const child = startChild({ args: ['--eval', code], env: process.env, log: quiet });
    expect(await child.exited).toContain(HUNG);
  });

  it('asks first and kills only when the time is up', async () => {
    const stubborn = 'process.on("SIGTERM", () => {}); console.log(1); setInterval(() => {}, 1e6)';
    const heard = Promise.withResolvers<undefined>();
    const child = startChild({
      args: ['--eval', stubborn],
      env: process.env,
      log: quiet,
      onOutput: () => heard.resolve(undefined),
    });
    await heard.promise;
    await child.stop(100);
    expect(await child.exited).toBe('SIGKILL');
  });

  it('tells the child through the channel when we are gone', async () => {
    const grandchild = `console.log(process.pid); setInterval(() => {}, 1e6);
      process.on('disconnect', () => process.exit(0));`;
    const source = path.join(import.meta.dirname, 'child.ts');
    const code = `import { startChild } from ${JSON.stringify(source)};
      startChild({ args: ['--eval', ${JSON.stringify(grandchild)}], env: process.env,
        log: { write: (text) => process.stdout.write(text) } });`;
    const parent = spawn(process.execPath, [FROM_SOURCE, '--input-type=module', '--eval', code], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [text] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(text.toString());
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isAlive(pid)).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
