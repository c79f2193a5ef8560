import { loadavg } from 'node:os';
import { inOneLine } from '../../refusal.ts';
import { say, step } from '../../terminal.ts';
import { buildApps } from '../build-apps.ts';
import { readOptions } from './options.ts';
import { openStage } from './stage.ts';
import { reportOf } from './report.ts';
import { runWorker } from './run-worker.ts';

/** Enough checks for more than 1,000 a second. */
const SUSTAINED = { targets: 5_000, intervalSeconds: 4, seconds: 15 };
const BARE_SECONDS = 4;
/** The site takes 50 ms, so this makes about 1,250 requests a second. */
const BARE_IN_FLIGHT = 64;

async function bench(args: readonly string[]): Promise<number> {
  const { targets, intervalSeconds, seconds, isStrict, profileTo } = readOptions(args);
  await step('Building the worker and the document server', buildApps);
  const stage = await step('Starting the servers', openStage);
  try {
    const perSecond = targets / intervalSeconds;
    const pacedInFlight = Math.max(1, Math.round(perSecond * 0.05));
    const bare = (inFlight: number) =>
      step(`Bare loop, ${inFlight} in flight`, () => stage.bare(inFlight, BARE_SECONDS));
    const bareBefore = await bare(BARE_IN_FLIGHT);
    const barePaced = await bare(pacedInFlight);
    const paced = await step(`${targets} targets every ${intervalSeconds} s for ${seconds} s`, () =>
      runWorker(stage, { database: 'paced', targets, intervalSeconds, seconds, profileTo }),
    );
    const sustained = await step(
      `${SUSTAINED.targets} targets every ${SUSTAINED.intervalSeconds} s for ${SUSTAINED.seconds} s`,
      () => runWorker(stage, { database: 'sustained', ...SUSTAINED, profileTo }),
    );
    const bareAfter = await bare(BARE_IN_FLIGHT);
    const report = reportOf({ bare: [bareBefore, bareAfter], barePaced, paced, sustained });
    say(
      `\nLoad of the machine: ${loadavg()
        .map((load) => load.toFixed(1))
        .join(' ')}\n`,
    );
    for (const line of report.lines) say(line);
    return isStrict && report.missed > 0 ? 1 : 0;
  } finally {
    await stage.close();
  }
}

try {
  process.exitCode = await bench(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${inOneLine(error)}\n`);
  process.exitCode = 2;
}
