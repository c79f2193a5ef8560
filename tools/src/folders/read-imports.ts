import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** One file of a project reads another of the same project; paths start at its `src`. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

/** Tests and their helpers stand outside: nothing that is shipped may import them. */
const TESTS = /(\.spec\.ts$)|(^|\/)testing(\/|\.ts$)/;

/** Returns the imports between the shipped files of one `src` folder, those of types too. */
export function readImports(src: string): Import[] {
  const files = fs
    .globSync('**/*.ts', { cwd: src })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !TESTS.test(file))
    .sort();
  const known = new Set(files);
  return files.flatMap((from) =>
    importsIn(fs.readFileSync(path.join(src, from), 'utf8'))
      .map((specifier) => resolve(from, specifier, known))
      .filter((to) => to !== null)
      .map((to) => ({ from, to })),
  );
}

const importsIn = (text: string): string[] =>
  ts
    .preProcessFile(text)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'));

function resolve(from: string, specifier: string, known: ReadonlySet<string>): string | null {
  const to = path.posix.join(path.posix.dirname(from), specifier);
  return [to, `${to}.ts`, `${to}/index.ts`].find((file) => known.has(file)) ?? null;
}
