/**
 * From an outage to the people who are told: how long it takes and what it costs, one by one and in a storm, beside
 * channels that hang or ask for quiet, and after the death of a worker.
 */
import { loadavg } from 'node:os';
import { buildApps } from '../../build/build-apps.ts';
import { inOneLine } from '../../refusal.ts';
import { say, step } from '../../terminal.ts';
import { linesOf, type Row } from '../rows.ts';
import { benchDays } from './days.ts';
import { benchKill } from './kill.ts';
import { type AlertBenchOptions, type Part, PARTS, readOptions } from './options.ts';
import { benchOutage } from './outage.ts';
import { benchStorm } from './storm.ts';

const RUN: Readonly<Record<Part, (options: AlertBenchOptions) => Promise<Row[]>>> = {
  days: ({ outages }) => benchDays(outages),
  outage: ({ targets }) => benchOutage(targets),
  storm: ({ alerts }) => benchStorm(alerts),
  kill: ({ kills }) => benchKill(kills),
};

async function bench(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  await step('Building the apps and the document server', () => buildApps('apps/api'));
  let missed = 0;
  for (const part of PARTS.filter((one) => options.parts.includes(one))) {
    const report = linesOf(await RUN[part](options));
    const load = loadavg().map((one) => one.toFixed(1));
    say(`\nLoad of the machine: ${load.join(' ')}\n`);
    for (const line of report.lines) say(line);
    say();
    missed += report.missed;
  }
  return options.isStrict && missed > 0 ? 1 : 0;
}

try {
  process.exitCode = await bench(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${inOneLine(error)}\n`);
  process.exitCode = 2;
}
