import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const SOURCE = path.join(import.meta.dirname, 'ask-to-stop.ts');
const SCRIPT = `import { onWishToStop } from ${JSON.stringify(SOURCE)};
  onWishToStop(() => console.log('stop'), () => console.log('kill'));
  console.log('ready ' + process.pid); setInterval(() => {}, 1e6);`;

describe('onWishToStop', () => {
  let child: ChildProcess;
  let said: string;
  const run = async (file: string, args: string[], env: NodeJS.ProcessEnv = {}) => {
    child = spawn(file, args, {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, npm_lifecycle_event: undefined, ...env },
    });
    child.stdout?.on('data', (text: Buffer) => (said += text.toString()));
    await expect.poll(() => said, { timeout: 10_000 }).toContain('ready');
    said = said.replace(/ready (\d+)\n/, '');
  };

  beforeEach(() => {
    said = '';
  });
  afterEach(() => child.kill('SIGKILL'));

  it('takes signals that arrive together for one wish, and a later one for impatience', async () => {
    await run(process.execPath, ['--input-type=module', '--eval', SCRIPT]);
    child.kill('SIGINT');
    child.kill('SIGTERM');
    await expect.poll(() => said).toBe('stop\n');
    await expect
      .poll(() => child.kill('SIGINT') && said, { timeout: 5_000, interval: 300 })
      .toContain('kill');
    expect(said).toMatch(/^stop\n/);
  });

  it.skipIf(process.platform === 'win32')('stops when the shell of npm has gone', async () => {
    const quoted = `'${SCRIPT.replaceAll("'", `'\\''`)}'`;
    const command = `"${process.execPath}" --input-type=module --eval ${quoted}; true`;
    await run('sh', ['-c', command], { npm_lifecycle_event: 'start' });
    child.kill('SIGKILL');
    await expect.poll(() => said, { timeout: 5_000 }).toBe('stop\n');
  });
});
