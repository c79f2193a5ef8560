import fs from 'node:fs';
import { say } from '../terminal.ts';
import { inWorkspace, WORKSPACE } from '../workspace.ts';
import { add, inWords, skippedIn, tallyOf, type Tally } from './report.ts';
import { nodeRunner, runTests, webRunner } from './runners.ts';

const REPORTS = inWorkspace('dist', 'test');

const RUNNERS = [nodeRunner(REPORTS), webRunner(REPORTS)];

const startedAt = performance.now();
fs.rmSync(REPORTS, { recursive: true, force: true });
fs.mkdirSync(REPORTS, { recursive: true });

const tallies: Tally[] = [];
for (const runner of RUNNERS) {
  const { title, report } = runner;
  say(`\n${title}\n`);
  const code = await runTests(runner);
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
