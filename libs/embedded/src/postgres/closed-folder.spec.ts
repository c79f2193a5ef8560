import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closedFolder } from './closed-folder.ts';

describe('closedFolder', () => {
  const stranger = 54_321;
  let folder: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'closed-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('names the folder that keeps a stranger out', () => {
    expect(closedFolder(path.join(folder, 'a', 'b'), stranger, stranger)).toBe(folder);
  });

  it('finds the way open when everybody may pass', () => {
    fs.chmodSync(folder, 0o711);
    expect(closedFolder(path.join(folder, 'a', 'b'), stranger, stranger)).toBeUndefined();
  });

  it('judges the owner and the group by their own bits', () => {
    const { uid, gid } = fs.statSync(folder);
    expect(closedFolder(path.join(folder, 'a'), uid, stranger)).toBeUndefined();
    fs.chmodSync(folder, 0o701);
    expect(closedFolder(path.join(folder, 'a'), stranger, gid)).toBe(folder);
  });

  it('does not ask for rights on the path itself', () => {
    fs.chmodSync(folder, 0o711);
    fs.mkdirSync(path.join(folder, 'own'), { mode: 0o700 });
    expect(closedFolder(path.join(folder, 'own'), stranger, stranger)).toBeUndefined();
  });
});
