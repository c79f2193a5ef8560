import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder } from './make-folder.ts';

let folder = '';
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'make-folder-'));
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('makeFolder', () => {
  it('makes every folder that is missing, and may be called again', () => {
    const deep = path.join(folder, 'a', 'b', 'c');
    makeFolder(deep);
    makeFolder(deep);
    expect(fs.statSync(deep).isDirectory()).toBe(true);
  });

  it('says which part is a file', () => {
    const file = path.join(folder, 'file');
    fs.writeFileSync(file, '');
    expect(() => {
      makeFolder(file);
    }).toThrow(/it is a file.*DATA_DIR/u);
    expect(() => {
      makeFolder(path.join(file, 'below'));
    }).toThrow(/a part of it is a file|it is a file/u);
  });

  it.runIf(fs.existsSync('/proc/self'))('comes to an end where no folder can be', () => {
    expect(() => {
      makeFolder('/proc/no-such-place/data');
    }).toThrow(
      /\/proc\/no-such-place\/data cannot be made: .+ Choose another folder with DATA_DIR/u,
    );
  });

  it('names what it is for, and the setting', () => {
    const file = path.join(folder, 'file');
    fs.writeFileSync(file, '');
    expect(() => {
      makeFolder(file, { name: 'folder of logs', setting: 'LOG_DIR' });
    }).toThrow(/^The folder of logs .* cannot be made: it is a file\. .* with LOG_DIR\.$/u);
  });
});
