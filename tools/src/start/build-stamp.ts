import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** What the built files depend on, relative to the workspace. */
const SOURCES = [
  'apps',
  'libs',
  'tools/src/build',
  'package-lock.json',
  'nx.json',
  'tsconfig.base.json',
];
const SKIPPED_FOLDERS = new Set(['node_modules', 'dist', '.angular', 'test', 'testing', 'bench']);

/** A text that changes whenever a file changes that goes into a build. */
export function stampOf(workspace: string): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of filesIn(path.join(workspace, source))) {
      hash.update(path.relative(workspace, file)).update('\0');
      hash.update(fs.readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

function* filesIn(entry: string): Generator<string> {
  const stat = fs.statSync(entry, { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) {
    if (!entry.endsWith('.spec.ts')) yield entry;
    return;
  }
  if (SKIPPED_FOLDERS.has(path.basename(entry))) return;
  for (const name of fs.readdirSync(entry).sort()) yield* filesIn(path.join(entry, name));
}
