import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { say } from '../terminal.ts';
import { inWorkspace, NX, WORKSPACE } from '../workspace.ts';
import { add, inWords, skippedIn, tallyOf, type Tally } from './report.ts';

const REPORTS = inWorkspace('dist', 'test');

interface Runner {
  readonly title: string;
  readonly report: string;
  /** Arguments of Node. */
  readonly args: readonly string[];
}

const RUNNERS: readonly Runner[] = [
  {
    title: 'Tests of libs, api, worker and tools',
    report: `${REPORTS}/node.json`,
    args: [
      inWorkspace('node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${REPORTS}/node.json`,
    ],
  },
  {
    title: 'Tests of the web app',
    report: `${REPORTS}/web.json`,
    args: [
      NX,
      'test',
      '@app/web',
      '--skip-nx-cache',
      '--reporters=default',
      '--reporters=json',
      `--output-file=${REPORTS}/web.json`,
    ],
  },
];

const startedAt = performance.now();
fs.rmSync(REPORTS, { recursive: true, force: true });
fs.mkdirSync(REPORTS, { recursive: true });

const tallies: Tally[] = [];
for (const { title, report, args } of RUNNERS) {
  say(`\n${title}\n`);
  const code = await runLoud(args);
  const tally = tallyOf(report, code);
  tallies.push(tally);
  say(`${title}: ${inWords(tally)}`);
}

const skipped = RUNNERS.flatMap(({ report }) => skippedIn(report));
if (skipped.length > 0) {
  say('\nLeft out, because something they need is not on this machine (see the test):');
  for (const name of skipped) say(`  ${name.replace(`${WORKSPACE}/`, '')}`);
}

const all = add(tallies);
say(`\n${((performance.now() - startedAt) / 1_000).toFixed(0)} s`);
say(inWords(all));
process.exitCode = all.failed > 0 ? 1 : 0;

/** Runs Node with output straight to ours; resolves with its exit code. */
function runLoud(args: readonly string[]): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: WORKSPACE,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false' },
    });
    child.once('error', (error) => {
      say(`Node does not start: ${error.message}`);
      resolve(null);
    });
    child.once('exit', (code) => resolve(code));
  });
}
