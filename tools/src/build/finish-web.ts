import fs from 'node:fs';
import path from 'node:path';
import { inOneLine, Refusal } from '../refusal.ts';
import { say } from '../terminal.ts';
import { inWorkspace } from '../workspace.ts';
import { compressFiles, sentBytes } from './compress-files.ts';
import { filesOfPage, routeChunks, withImports } from './web-chunks.ts';

/** JavaScript before anything is shown, as it is sent. */
const MAX_INITIAL_BYTES = 180_000;

/**
 * Ends the build of the web app: notes what each page needs besides what all need, compresses everything once, and
 * refuses a first page that weighs too much.
 */
async function finish(folder: string): Promise<void> {
  const read = (file: string): string => fs.readFileSync(path.join(folder, file), 'utf8');
  const initial = withImports(filesOfPage(read('index.html')), read);
  const main = initial.find((file) => file.startsWith('main'));
  const routes = routeChunks(main ? read(main) : '');
  if (!routes.has('')) throw new Refusal('The routes of the built web app could not be read.');
  const pages = [...routes].map(([route, chunk]): [string, string[]] => [
    route,
    withImports([chunk], read).filter((file) => !initial.includes(file)),
  ]);
  fs.writeFileSync(path.join(folder, 'preload.json'), JSON.stringify(Object.fromEntries(pages)));
  await compressFiles(folder);
  judge(folder, initial, Object.fromEntries(pages));
}

function judge(folder: string, initial: string[], pages: Record<string, string[]>): void {
  const sum = (files: readonly string[]): number =>
    files
      .filter((file) => file.endsWith('.js'))
      .reduce((bytes, file) => bytes + sentBytes(path.join(folder, file)), 0);
  const first = sum(initial);
  for (const [route, files] of Object.entries(pages)) {
    say(`  /${route}: ${kilobytes(first + sum(files))} of JavaScript`);
  }
  const overview = first + sum(pages[''] ?? []);
  if (overview > MAX_INITIAL_BYTES) {
    throw new Refusal(
      `The first page takes ${kilobytes(overview)} of JavaScript, compressed; at most ` +
        `${kilobytes(MAX_INITIAL_BYTES)} are allowed. Load later what it does not show at once.`,
    );
  }
}

const kilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;

try {
  await finish(inWorkspace('apps', 'web', 'dist', 'browser'));
} catch (error) {
  process.stderr.write(`${inOneLine(error)}\n`);
  process.exitCode = 1;
}
