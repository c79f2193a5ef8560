import fs from 'node:fs';
import { say } from '../terminal.ts';
import { inWorkspace, WORKSPACE } from '../workspace.ts';
import { add, failuresIn, inWords, skippedIn, tallyOf, type Tally } from './report.ts';
import { nodeRunner, runTests, webRunner } from './runners.ts';

const REPORTS = inWorkspace('dist', 'test');

const RUNNERS = [nodeRunner(REPORTS), webRunner(REPORTS)];

const inside = (text: string): string => text.replaceAll(`${WORKSPACE}/`, '');

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
  for (const name of skipped) say(`  ${inside(name)}`);
}

const all = add(tallies);
// Last, so that nobody has to look for it in the output of everything: `.ci/run` shows it again from this line on.
if (all.failed > 0) {
  say('\nTests that failed:');
  for (const [index, { title, report }] of RUNNERS.entries()) {
    const failures = failuresIn(report);
    for (const { name, lines } of failures) {
      say(`\n  ${inside(name)}`);
      for (const line of lines) say(`      ${inside(line)}`);
    }
    if (failures.length === 0 && (tallies[index]?.failed ?? 0) > 0) {
      say(`\n  ${title}: no single test; the run itself ended badly, its output says why`);
    }
  }
}
say(`\n${((performance.now() - startedAt) / 1_000).toFixed(0)} s`);
say(inWords(all));
process.exitCode = all.failed > 0 ? 1 : 0;
