import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { expect, it } from 'vitest';
import { endTree } from './end-tree.ts';

const STUBBORN = `process.on('SIGTERM', () => {}); console.log(process.pid); setInterval(() => {}, 1_000);`;
const PARENT = `
  require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(STUBBORN)}], { stdio: 'inherit' });
  setInterval(() => {}, 1_000);
`;

it.skipIf(!fs.existsSync('/proc/self/stat'))(
  'ends a process with what it has started, which does not want to end',
  async () => {
    const parent = spawn(process.execPath, ['-e', PARENT], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    // The pipe is closed when nobody holds it any more, the one below included.
    const closed = once(parent, 'close');
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const grandchild = Number(line.toString());
    expect(process.kill(grandchild, 0)).toBe(true);
    await endTree(parent.pid ?? 0, 100);
    expect(await closed).toEqual([null, 'SIGTERM']);
  },
);
