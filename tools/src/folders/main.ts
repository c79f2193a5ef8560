import fs from 'node:fs';
import { say } from '../terminal.ts';
import { WORKSPACE } from '../workspace.ts';
import { findLoops, type Loop } from './find-loops.ts';
import { readImports } from './read-imports.ts';

const only = process.argv.slice(2);
const projects = fs
  .globSync('{apps/*,libs/*,tools}/src', { cwd: WORKSPACE })
  .map((src) => src.replaceAll('\\', '/').replace(/\/src$/, ''))
  .filter((project) => only.length === 0 || only.includes(project))
  .sort();

let failed = 0;
for (const project of projects) {
  const loops = findLoops(readImports(`${WORKSPACE}/${project}/src`));
  if (loops.length === 0) {
    say(`${project}: no loop`);
    continue;
  }
  failed += 1;
  const folders = new Set(loops.flatMap((loop) => loop.map(({ from }) => from)));
  say(`${project}: ${loops.length} loops through ${folders.size} folders and files`);
  for (const loop of loops) say(inWords(loop));
}
say(`${projects.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function inWords(loop: Loop): string {
  const chain = [...loop.map(({ from }) => from), loop[0]?.from].join(' > ');
  const steps = loop.map(({ file, imported }) => `      ${file} imports ${imported}`);
  return [`  ${chain}`, ...steps].join('\n');
}
