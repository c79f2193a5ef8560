import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stampOf } from './build-stamp.ts';

describe('stampOf', () => {
  let workspace: string;
  const write = (file: string, text: string) => {
    const full = path.join(workspace, file);
    fs.mkdirSync(path.dirname(full), { recursive: true });
    fs.writeFileSync(full, text);
  };

  beforeEach(() => {
    workspace = fs.mkdtempSync(path.join(os.tmpdir(), 'stamp-'));
    write('apps/api/src/main.ts', 'one');
    write('package-lock.json', '{}');
  });
  afterEach(() => fs.rmSync(workspace, { recursive: true, force: true }));

  it('stays the same while nothing changes, also after a touch', () => {
    const before = stampOf(workspace);
    fs.utimesSync(path.join(workspace, 'apps/api/src/main.ts'), new Date(), new Date());
    expect(stampOf(workspace)).toBe(before);
  });

  it.each([
    ['a changed source', 'apps/api/src/main.ts'],
    ['a new source', 'libs/domain/src/new.ts'],
    ['other packages', 'package-lock.json'],
    ['another bundler', 'tools/src/build/bundle.ts'],
  ])('changes with %s', (_what, file) => {
    const before = stampOf(workspace);
    write(file, 'two');
    expect(stampOf(workspace)).not.toBe(before);
  });

  it('changes when a file moves with its content', () => {
    const before = stampOf(workspace);
    fs.renameSync(
      path.join(workspace, 'apps/api/src/main.ts'),
      path.join(workspace, 'apps/api/src/other.ts'),
    );
    expect(stampOf(workspace)).not.toBe(before);
  });

  it.each([
    'apps/api/dist/main.js',
    'apps/api/src/main.spec.ts',
    'apps/api/node_modules/x/index.js',
    'README.md',
  ])('does not care about %s', (file) => {
    const before = stampOf(workspace);
    write(file, 'anything');
    expect(stampOf(workspace)).toBe(before);
  });
});
