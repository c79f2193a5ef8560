/**
 * What partitions, urgent checks and the bell cost PostgreSQL while a worker checks 100,000 targets every
 * five minutes, beside a worker without targets. The api's part, one listener, is played by this process.
 */
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Jobs } from '@app/jobs';
import { connect, createStores, ensureIndexes } from '@app/persistence';
import { inOneLine } from '../../refusal.ts';
import { say, step } from '../../terminal.ts';
import { buildApps } from '../../build/build-apps.ts';
import { seedTargets } from '../checks/seed.ts';
import { end, openStage, type Stage } from '../checks/stage.ts';
import { startWorker } from '../start-worker.ts';
import { readOptions, type QueueBenchOptions } from './options.ts';
import { reportOf } from './report.ts';
import { watchQueue, type QueueFigures } from './watch-queue.ts';

const IDLE_MS = 60_000;
/** Start of the worker, tables, partitions, and what fell due meanwhile. */
const WARM_UP_MS = 20_000;
/** Inserts a second, also on a busy machine: the first slots come after the last insert. */
const ADDED_PER_SECOND = 1_000;
const DATABASE = 'queue';

async function bench(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const { targets, intervalSeconds, minutes, isStrict } = options;
  await step('Building the worker and the document server', buildApps);
  const stage = await step('Starting the servers', openStage);
  const listener = listen(stage);
  try {
    const watch = (ms: number) => watchWorker(stage, ms, listener.heard);
    const idle = await step('A worker without targets for 60 s', () => watch(IDLE_MS));
    await step(`Adding ${targets} targets`, () => addTargets(stage, options));
    const busy = await step(
      `${targets} targets every ${intervalSeconds} s for ${minutes} min`,
      () => watch(minutes * 60_000),
    );
    const { lines, missed } = reportOf({ idle, busy, planned: targets / intervalSeconds });
    const load = loadavg().map((value) => value.toFixed(1));
    say(`\nLoad of the machine: ${load.join(' ')}\n`);
    for (const line of lines) say(line);
    return isStrict && missed > 0 ? 1 : 0;
  } finally {
    await listener.jobs.stop();
    await stage.close();
  }
}

/** Hears the bell, as an api does. */
function listen(stage: Stage): { jobs: Jobs; heard: () => number } {
  const quiet = (): void => undefined;
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  const jobs = new Jobs({ url: stage.postgres.url, log, role: 'caller', name: 'bench' });
  let heard = 0;
  jobs.listen({
    onChanges: (changes) => {
      heard += changes.length;
    },
  });
  jobs.start();
  return { jobs, heard: () => heard };
}

async function watchWorker(stage: Stage, ms: number, heard: () => number): Promise<QueueFigures> {
  const { documents, postgres, dataDir } = stage;
  const mongodb = documents.uriOf(DATABASE);
  const worker = startWorker({ mongodb, postgres: postgres.url, dataDir });
  try {
    await sleep(WARM_UP_MS);
    return await watchQueue(stage, ms, heard);
  } finally {
    await end(worker);
  }
}

async function addTargets(
  stage: Stage,
  { targets, intervalSeconds }: QueueBenchOptions,
): Promise<void> {
  const connection = await connect({ uri: stage.documents.uriOf(DATABASE) });
  try {
    await ensureIndexes(connection);
    const from = new Date(Date.now() + (targets / ADDED_PER_SECOND) * 1_000);
    const plan = { targets, intervalSeconds, ports: stage.ports, from };
    await seedTargets(createStores(connection), plan);
    await sleep(Math.max(0, from.getTime() - Date.now()));
  } finally {
    await connection.close();
  }
}

try {
  process.exitCode = await bench(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${inOneLine(error)}\n`);
  process.exitCode = 2;
}
