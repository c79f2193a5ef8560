#!/usr/bin/env node
// Plain JavaScript that any Node runs, so that a too old one is told so in words.
import { fileURLToPath } from 'node:url';
import { stalePackages } from './stale-packages.mjs';

const TOOLS = ['start', 'build', 'dev', 'serve', 'demo', 'test', 'e2e'];
const OLDEST = [24, 15];

const [major, minor] = process.versions.node.split('.').map(Number);
const tool = process.argv[2];

if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  refuse(
    `Node ${OLDEST.join('.')} or newer is needed, this is ${process.versions.node}. Run \`npm ci\`, ` +
      'which brings one for Linux and Windows, and use the npm scripts; on macOS install Node 24.',
  );
}
const stale = stalePackages(fileURLToPath(new URL('..', import.meta.url)));
if (stale.length > 0) {
  const more = stale.length > 3 ? ` and ${stale.length - 3} more` : '';
  refuse(
    `The packages are not installed as package-lock.json says (${stale.slice(0, 3).join(', ')}${more}). ` +
      'Run `npm ci` first.',
  );
}
if (!TOOLS.includes(tool)) refuse(`Say which tool to run: ${TOOLS.join(', ')}.`);
process.argv.splice(2, 1);
await import(`./src/${tool}/main.ts`);

function refuse(message) {
  console.error(message);
  process.exit(1);
}
