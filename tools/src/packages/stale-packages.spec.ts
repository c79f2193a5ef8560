import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { stalePackages } from '../../stale-packages.mjs';
import { WORKSPACE } from '../workspace.ts';

const LOCK = {
  '': { name: 'root' },
  'apps/api': { version: '0.1.0' },
  'node_modules/@app/api': { link: true, resolved: 'apps/api' },
  'node_modules/zod': { version: '4.0.0' },
  'node_modules/@scope/tool': { version: '1.0.0', dev: true },
  'node_modules/tool/node_modules/zod': { version: '3.0.0' },
  'node_modules/for-other-machines': { version: '1.0.0', optional: true },
};

/** A folder with the lock file, and with packages as npm leaves them; null for no list of theirs. */
function folderWith(places: readonly string[], installed: Record<string, object> | null): string {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'packages-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true }));
  fs.writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify({ packages: LOCK }));
  for (const place of places) fs.mkdirSync(path.join(folder, place), { recursive: true });
  if (installed) {
    const list = path.join(folder, 'node_modules', '.package-lock.json');
    fs.writeFileSync(list, JSON.stringify({ packages: installed }));
  }
  return folder;
}

const ALL = ['node_modules/zod', 'node_modules/@scope/tool', 'node_modules/tool/node_modules/zod'];

it('finds nothing where all is installed as the lock file says', () => {
  expect(stalePackages(folderWith(ALL, LOCK))).toEqual([]);
  expect(stalePackages(folderWith(ALL, null))).toEqual([]);
});

it('names what is absent', () => {
  expect(stalePackages(folderWith(ALL.slice(0, 1), LOCK))).toEqual(['@scope/tool', 'zod']);
  expect(stalePackages(folderWith([], null))).toEqual(['zod', '@scope/tool', 'zod']);
});

it('names what is of another version', () => {
  const before = { ...LOCK, 'node_modules/@scope/tool': { version: '0.9.0' } };
  expect(stalePackages(folderWith(ALL, before))).toEqual(['@scope/tool']);
});

it('reads the lock file of this repository', () => {
  expect(Array.isArray(stalePackages(WORKSPACE))).toBe(true);
});
