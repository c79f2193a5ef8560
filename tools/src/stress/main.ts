import fs from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { Refusal, inOneLine } from '../refusal.ts';
import { say } from '../terminal.ts';
import { namesIn } from '../test/report.ts';
import { nodeRunner, runTests, webRunner, type Runner } from '../test/runners.ts';
import { inWorkspace, WORKSPACE } from '../workspace.ts';
import { FailureCount } from './count-failures.ts';

const REPORTS = inWorkspace('dist', 'stress');
const USAGE = 'npm run test:stress -- [--rounds 10] [--load 2] [--project @app/worker] [file ...]';

const inside = (name: string) => name.replace(`${WORKSPACE}/`, '');

try {
  await stress();
} catch (error) {
  process.stderr.write(`${inOneLine(error)}\n`);
  process.exit(1);
}

async function stress(): Promise<void> {
  const { rounds, threads, runners } = readArguments();
  // Threads, as part of this process: they end with it, however it ends.
  const load = Array.from({ length: threads }, () => new Worker('for (;;);', { eval: true }));
  say(`${String(rounds)} rounds beside ${String(load.length)} threads that keep cores busy`);
  const count = new FailureCount();
  for (let round = 1; round <= rounds; round += 1) {
    for (const runner of runners) {
      say(`\nRound ${String(round)} of ${String(rounds)}: ${runner.title}\n`);
      fs.rmSync(runner.report, { force: true });
      const code = await runTests(runner);
      const { ran, failed } = namesIn(runner.report);
      const others = code !== 0 && failed.length === 0 ? [`${runner.title}: no test, the run`] : [];
      count.add(ran.map(inside), [...failed.map(inside), ...others]);
    }
  }
  await Promise.all(load.map((thread) => thread.terminate()));
  say('\nTests that failed, by rounds:');
  for (const line of count.lines(rounds)) say(`  ${line}`);
  if (count.failed === 0) say('  none');
  say(`${String(count.passed)} passed, ${String(count.failed)} failed`);
  process.exitCode = count.failed > 0 ? 1 : 0;
}

function readArguments(): { rounds: number; threads: number; runners: Runner[] } {
  const { values, positionals } = parseArgs({
    options: {
      rounds: { type: 'string', default: '10' },
      load: { type: 'string', default: String(os.availableParallelism()) },
      project: { type: 'string', multiple: true, default: [] },
    },
    allowPositionals: true,
  });
  const rounds = wholeNumber('rounds', values.rounds, 1);
  const threads = wholeNumber('load', values.load, 0);
  const chosen = [...values.project.map((name) => `--project=${name}`), ...positionals];
  const node = nodeRunner(REPORTS, chosen);
  return { rounds, threads, runners: chosen.length > 0 ? [node] : [node, webRunner(REPORTS)] };
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new Refusal(`--${name} takes a number from ${String(least)}, not ${text}. ${USAGE}`);
}
