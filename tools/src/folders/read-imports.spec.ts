import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readImports } from './read-imports.ts';

let src = '';
beforeEach(() => {
  src = fs.mkdtempSync(path.join(os.tmpdir(), 'imports-'));
});
afterEach(() => {
  fs.rmSync(src, { recursive: true });
});

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(src, file)), { recursive: true });
  fs.writeFileSync(path.join(src, file), text);
}

it('reads imports of values and of types, re-exports and imports at run time', () => {
  for (const name of ['1', '2', '3', '4']) write(`b/${name}.ts`, 'export const x = 1;');
  write(
    'a/file.ts',
    `import { x } from '../b/1.ts';
     import type { X } from '../b/2.ts';
     export { x } from '../b/3.ts';
     const late = await import('../b/4.ts');
     // import { x } from '../b/5.ts';`,
  );
  expect(readImports(src).map(({ to }) => to)).toEqual(['b/1.ts', 'b/2.ts', 'b/3.ts', 'b/4.ts']);
});

it('finds files that are named without their ending, as bundlers do', () => {
  write('a/file.ts', `import { x } from '../b/one'; import { y } from '../c';`);
  write('b/one.ts', '');
  write('c/index.ts', '');
  expect(readImports(src).map(({ to }) => to)).toEqual(['b/one.ts', 'c/index.ts']);
});

it('leaves tests, their helpers and packages out', () => {
  write('a/file.spec.ts', `import '../b/1.ts';`);
  write('testing/fake.ts', `import '../b/1.ts';`);
  write('testing.ts', `import './b/1.ts';`);
  write('b/1.ts', `import fs from 'node:fs'; import * as z from 'zod'; import '../gone.ts';`);
  expect(readImports(src)).toEqual([]);
});
