import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from './folder-lock.ts';
import { StartError } from './start-error.ts';

describe('lockFolder', () => {
  let folder: string;
  let holder: ChildProcess | undefined;

  beforeEach(() => {
    folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'lock-')), 'data');
  });
  afterEach(() => {
    holder?.kill('SIGKILL');
    fs.rmSync(path.dirname(folder), { recursive: true, force: true });
  });

  it('makes the folder and can be taken again after release', () => {
    lockFolder(folder).release();
    lockFolder(folder).release();
  });

  it('needs no room on the disk', () => {
    fs.mkdirSync(folder, { recursive: true });
    // Writing to it fails, as everything does on a full disk.
    fs.mkdirSync(path.join(folder, 'lock.json'));
    const lock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(StartError);
    fs.rmdirSync(path.join(folder, 'lock.json'));
    lock.release();
    lockFolder(folder).release();
  });

  it('refuses a second holder and names the first', () => {
    const lock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(StartError);
    expect(() => lockFolder(folder)).toThrow(`${folder} is in use by process ${process.pid}`);
    lock.release();
    lock.release();
    lockFolder(folder).release();
  });

  it('is free as soon as its holder was killed', async () => {
    const source = path.join(import.meta.dirname, 'folder-lock.ts');
    // Collects garbage on purpose: a lock must hold also when nobody keeps what lockFolder returned.
    const code = `import { lockFolder } from ${JSON.stringify(source)};
      lockFolder(${JSON.stringify(folder)});
      setImmediate(() => { gc(); console.log('held'); setInterval(() => {}, 1e6); });`;
    const flags = ['--expose-gc', '--conditions=@app/source', '--input-type=module'];
    const args = [...flags, '--eval', code];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    holder = child;
    await once(child.stdout, 'data');
    expect(() => lockFolder(folder)).toThrow(`process ${child.pid}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    lockFolder(folder).release();
  });
});
