import { loadavg } from 'node:os';
import { inOneLine } from '../../refusal.ts';
import { say, step } from '../../terminal.ts';
import { buildApps } from '../../build/build-apps.ts';
import { benchNames } from './names.ts';
import { readOptions, type CheckBenchOptions } from './options.ts';
import { openStage, type Stage } from './stage.ts';
import { reportOf, type Report } from './report.ts';
import { runWorker, type RunPlan } from './run-worker.ts';

/** 500 checks a second: the rate that measured latencies are held to. */
const DENSE = { targets: 5_000, intervalSeconds: 10, seconds: 20 };
/** Enough checks for more than 1,000 a second. */
const SUSTAINED = { targets: 5_000, intervalSeconds: 4, seconds: 15 };
const BARE_SECONDS = 4;
/** What the site takes for an answer, and so what a request is in flight. */
const SITE_SECONDS = 0.05;
/** About 1,250 requests a second. */
const BARE_IN_FLIGHT = 64;

type Load = Omit<RunPlan, 'profileTo'>;

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
  const bareOf = (inFlight: number) =>
    step(`Bare loop, ${inFlight} in flight`, () => stage.bare(inFlight, BARE_SECONDS));
  const runOf = (plan: Load) =>
    step(`${plan.targets} targets every ${plan.intervalSeconds} s for ${plan.seconds} s`, () =>
      runWorker(stage, { ...plan, profileTo }),
    );
  const pacedOf = async (plan: Load) => ({
    bare: await bareOf(
      Math.max(1, Math.round((plan.targets / plan.intervalSeconds) * SITE_SECONDS)),
    ),
    run: await runOf(plan),
  });
  const paced = [await pacedOf({ targets, intervalSeconds, seconds }), await pacedOf(DENSE)];
  const bareBefore = await bareOf(BARE_IN_FLIGHT);
  const sustained = await runOf(SUSTAINED);
  const bareAfter = await bareOf(BARE_IN_FLIGHT);
  return reportOf({ paced, bare: [bareBefore, bareAfter], sustained });
}

try {
  process.exitCode = await bench(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${inOneLine(error)}\n`);
  process.exitCode = 2;
}
