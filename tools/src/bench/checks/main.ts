import { loadavg } from 'node:os';
import { inOneLine } from '../../refusal.ts';
import { say, step } from '../../terminal.ts';
import { buildApps } from '../../build/build-apps.ts';
import { benchNames } from './names.ts';
import { readOptions, type CheckBenchOptions } from './options.ts';
import { openStage, type Stage } from './stage.ts';
import { reportOf, type Report } from './report.ts';
import { WORK_MS } from './rotation.ts';
import { runWorker, type Load } from './run-worker.ts';

/** 500 checks a second: the rate that measured latencies are held to. */
const DENSE = { targets: 5_000, intervalSeconds: 10 };
/** More than 1,000 a second. */
const SUSTAINED = { targets: 12_500, intervalSeconds: 10 };
/** Fewer have no median. */
const FEWEST_ROUNDS = 3;
/** What the site takes for an answer, and so what a request is in flight. */
const SITE_SECONDS = 0.05;

async function bench(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  await step('Building the worker and the document server', buildApps);
  const stage = await step('Starting the servers', openStage);
  try {
    const report = options.areNames
      ? await benchNames(stage, options)
      : await benchChecks(stage, options);
    const load = loadavg().map((one) => one.toFixed(1));
    say(`\nLoad of the machine: ${load.join(' ')}\n`);
    for (const line of report.lines) say(line);
    return options.isStrict && report.missed > 0 ? 1 : 0;
  } finally {
    await stage.close();
  }
}

async function benchChecks(stage: Stage, options: CheckBenchOptions): Promise<Report> {
  const { targets, intervalSeconds, seconds, profileTo } = options;
  const runOf = (load: Load, rounds = FEWEST_ROUNDS) => {
    const perSecond = load.targets / load.intervalSeconds;
    const bareInFlight = Math.max(1, Math.round(perSecond * SITE_SECONDS));
    return step(`${rounds} rounds of ${Math.round(perSecond)} checks a second`, () =>
      runWorker(stage, { loads: [load], rounds, bareInFlight, profileTo }),
    );
  };
  const rounds = Math.max(FEWEST_ROUNDS, Math.ceil((seconds * 1_000) / WORK_MS));
  return reportOf({
    paced: [await runOf({ targets, intervalSeconds }, rounds), await runOf(DENSE)],
    sustained: await runOf(SUSTAINED),
  });
}

try {
  process.exitCode = await bench(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${inOneLine(error)}\n`);
  process.exitCode = 2;
}
