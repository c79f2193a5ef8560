import { setTimeout as sleep } from 'node:timers/promises';
import { connect, createStores, ensureIndexes, newId, type Stores } from '@app/persistence';
import { startWorker } from '../start-worker.ts';
import { evaluate, type Evaluation, type Recorded } from './evaluate.ts';
import { cpuOfTree, memoryOf } from '../../processes/process-figures.ts';
import { errorsOfNames, type NamePlan } from './name-plan.ts';
import { seedTargets, type Seeded } from './seed.ts';
import { end, type Stage } from './stage.ts';

/** What a worker is put through. */
export interface RunPlan {
  targets: number;
  intervalSeconds: number;
  seconds: number;
  profileTo: string | null;
  /** Names instead of addresses. */
  names?: NamePlan;
}

/** What was measured between the warm-up and the end. */
export interface RunFigures extends Evaluation {
  /** Measured time of DNS less what the name server really took, in milliseconds, sorted. */
  dnsErrors: number[];
  perSecond: number;
  /** Milliseconds of CPU per check. */
  workerMs: number;
  postgresMs: number;
  documentsMs: number;
  memory: { nowMb: number; peakMb: number };
  queueBytes: { before: number; after: number };
}

/** Inserts a second, and time for the worker to start. */
const SEEDED_PER_SECOND = 1_500;
const START_MS = 8_000;
const WARM_UP_MS = 5_000;
/** Time for results on their way to be stored. */
const SETTLE_MS = 2_000;

/** Lets a real worker process check targets for a while and measures everything about it. */
export async function runWorker(stage: Stage, plan: RunPlan): Promise<RunFigures> {
  const uri = stage.documents.uriOf(`bench-${newId()}`);
  const connection = await connect({ uri });
  try {
    await ensureIndexes(connection);
    const stores = createStores(connection);
    const seedMs = (plan.targets / SEEDED_PER_SECOND) * 1_000;
    const from = new Date(Date.now() + seedMs + START_MS);
    const seeded = await seedTargets(stores, { ...plan, ports: stage.ports, from });
    await stage.takeAnswers();

    const urls = { mongodb: uri, postgres: stage.postgres.url };
    const { profileTo } = plan;
    const { names } = plan;
    await names?.own.takeTruths();
    const worker = startWorker(urls, {
      flags: profileTo ? ['--cpu-prof', `--cpu-prof-dir=${profileTo}`] : [],
      prefix: names?.own.prefix ?? [],
    });
    const figures = await measure(stage, plan, worker.pid ?? 0).finally(() => end(worker));
    // Dead names are there for what they do to the others.
    const healthy = seeded.filter(({ number }) => !names?.isDead(number));
    const recorded = await readChecks(stores, healthy, { from, to: figures.to });
    const { from: begun, to, ...measured } = figures;
    const evaluation = evaluate(recorded, await stage.takeAnswers(), {
      intervalSeconds: plan.intervalSeconds,
      from: begun,
      to,
    });
    const dnsErrors = names ? errorsOfNames(recorded, await names.own.takeTruths(), names) : [];
    return { ...measured, ...evaluation, dnsErrors };
  } finally {
    await connection.close();
  }
}

async function measure(stage: Stage, { seconds }: RunPlan, pid: number) {
  while ((await stage.count()) === 0) await sleep(100);
  await sleep(WARM_UP_MS);
  const sample = async () => ({
    at: new Date(),
    count: await stage.count(),
    queue: await stage.queueBytes(),
    worker: cpuOfTree(pid),
    postgres: cpuOfTree(stage.postgres.pid),
    documents: cpuOfTree(stage.documents.pid),
  });
  const before = await sample();
  await sleep(seconds * 1_000);
  const after = await sample();
  const memory = memoryOf(pid);
  await sleep(SETTLE_MS);
  const checks = after.count - before.count;
  return {
    from: before.at,
    to: after.at,
    perSecond: (checks * 1_000) / (after.at.getTime() - before.at.getTime()),
    workerMs: (after.worker - before.worker) / checks,
    postgresMs: (after.postgres - before.postgres) / checks,
    documentsMs: (after.documents - before.documents) / checks,
    memory,
    queueBytes: { before: before.queue, after: after.queue },
  };
}

const READ_BATCH_SIZE = 500;

async function readChecks(
  stores: Pick<Stores, 'targets' | 'results'>,
  seeded: readonly Seeded[],
  { from, to }: { from: Date; to: Date },
): Promise<Recorded[]> {
  const recorded: Recorded[] = [];
  for (let at = 0; at < seeded.length; at += READ_BATCH_SIZE) {
    const lot = seeded.slice(at, at + READ_BATCH_SIZE);
    const targets = await stores.targets.getMany(lot.map(({ id }) => id));
    const recent = new Map(
      targets.map((target) => [target.id, target.recent.filter(({ slot }) => slot >= from)]),
    );
    recorded.push(
      ...(await Promise.all(
        lot.map(async ({ id, number }) => ({
          id,
          number,
          checks: [
            ...(await Array.fromAsync(stores.results.range(id, from, to))).flat(),
            ...(recent.get(id) ?? []),
          ],
        })),
      )),
    );
  }
  return recorded;
}
