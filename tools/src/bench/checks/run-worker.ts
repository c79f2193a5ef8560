import { connect, createStores, ensureIndexes, newId, type Stores } from '@app/persistence';
import type { Truths } from '../../names/name-server.ts';
import { startWorker } from '../start-worker.ts';
import { errorsOfBare, evaluate, type Evaluation, type Recorded } from './evaluate.ts';
import { memoryOf } from '../../processes/process-figures.ts';
import { errorsOfNames, type NamePlan } from './name-plan.ts';
import { beginOfTurn, intervalOf, isInTurn, notBefore, type Rotation } from './rotation.ts';
import { seedTargets, type Seeded } from './seed.ts';
import type { Answers } from './site.ts';
import { end, type Stage } from './stage.ts';
import { takeTurns, type Turn } from './take-turns.ts';

/** Targets that have turns of their own. */
export interface Load {
  targets: number;
  /** Seconds of work in which each is checked once. */
  intervalSeconds: number;
  /** Names instead of addresses. */
  names?: NamePlan;
}

/** What a worker is put through. */
export interface RunPlan {
  loads: readonly Load[];
  /** Turns of each load that are measured, after one to warm up. */
  rounds: number;
  /** Requests in flight of the bare loop, which has a part of each turn; null for none. */
  bareInFlight: number | null;
  profileTo: string | null;
}

/** What was measured of a load. */
export interface LoadFigures extends Evaluation {
  turns: readonly Turn[];
  /** Measured time of DNS less what the name server really took, in milliseconds, sorted. */
  dnsErrors: number[];
}

/** What was measured between the warm-up and the end. */
export interface RunFigures {
  loads: readonly LoadFigures[];
  /** The errors of the bare loop's latencies, in milliseconds, sorted. */
  bareErrors: number[];
  memory: { nowMb: number; peakMb: number };
  queueBytes: { before: number; after: number };
}

/** Inserts a second, and time for the worker to start. */
const SEEDED_PER_SECOND = 1_500;
const START_MS = 6_000;

/** Lets a real worker process check targets for a while and measures everything about it. */
export async function runWorker(stage: Stage, plan: RunPlan): Promise<RunFigures> {
  const uri = stage.documents.uriOf(`bench-${newId()}`);
  const connection = await connect({ uri });
  const bare = plan.bareInFlight === null ? null : stage.openBare(plan.bareInFlight);
  try {
    await ensureIndexes(connection);
    const stores = createStores(connection);
    const targets = plan.loads.reduce((sum, load) => sum + load.targets, 0);
    const startMs = (targets / SEEDED_PER_SECOND) * 1_000 + START_MS;
    const planned = { origin: new Date(Date.now() + startMs), loads: plan.loads.length };
    const seeded = await seedLoads(stores, plan, { ports: stage.ports, rotation: planned });
    const rotation = notBefore(new Date(Date.now() + START_MS / 2), planned);
    await stage.takeAnswers();

    const { profileTo, rounds } = plan;
    const own = plan.loads.find(({ names }) => names)?.names?.own;
    await own?.takeTruths();
    const where = { mongodb: uri, postgres: stage.postgres.url, dataDir: stage.dataDir };
    const worker = startWorker(where, {
      flags: profileTo ? ['--cpu-prof', `--cpu-prof-dir=${profileTo}`] : [],
      prefix: own?.prefix ?? [],
    });
    const pid = worker.pid ?? 0;
    const watched = async () => {
      const before = await stage.queueBytes();
      const taken = await takeTurns({ stage, rotation, rounds, bare, worker: pid });
      const queueBytes = { before, after: await stage.queueBytes() };
      return { ...taken, memory: memoryOf(pid), queueBytes };
    };
    const { turns, latencies, ...measured } = await watched().finally(() => end(worker));
    const answers = await stage.takeAnswers();
    const truths = (await own?.takeTruths()) ?? {};
    const heard = { answers, truths, since: planned.origin };
    const loads: LoadFigures[] = [];
    for (const [index, load] of plan.loads.entries()) {
      const found = await evaluateLoad(stores, load, {
        ...{ heard, rotation, rounds },
        seeded: seeded[index] ?? [],
      });
      loads.push({ ...found, turns: turns[index] ?? [] });
    }
    return { ...measured, loads, bareErrors: errorsOfBare({ latencies }, answers) };
  } finally {
    bare?.close();
    await connection.close();
  }
}

interface Watched {
  /** What the site and the name server remember, and since when. */
  heard: { answers: Answers; truths: Truths; since: Date };
  seeded: readonly Seeded[];
  rotation: Rotation;
  rounds: number;
}

async function evaluateLoad(
  stores: Pick<Stores, 'targets' | 'results'>,
  { names, intervalSeconds }: Load,
  { heard, seeded, rotation, rounds }: Watched,
): Promise<Omit<LoadFigures, 'turns'>> {
  const [from, to] = [beginOfTurn(1, 0, rotation), beginOfTurn(rounds + 1, 0, rotation)];
  // Dead names are there for what they do to the others.
  const healthy = seeded.filter(({ number }) => !names?.isDead(number));
  const recorded = await readChecks(stores, healthy, { from: heard.since, to });
  return {
    ...evaluate(recorded, heard.answers, {
      intervalSeconds: intervalOf(intervalSeconds, rotation),
      ...{ from, to },
    }),
    dnsErrors: names ? errorsOfNames(recorded, heard.truths, names) : [],
  };
}

/** Adds the targets of each load; their ids are such that they are due in its turns. */
async function seedLoads(
  stores: Pick<Stores, 'targets'>,
  { loads }: Pick<RunPlan, 'loads'>,
  { ports, rotation }: { ports: readonly number[]; rotation: Rotation },
): Promise<Seeded[][]> {
  const seeded: Seeded[][] = [];
  for (const [index, load] of loads.entries()) {
    const intervalSeconds = intervalOf(load.intervalSeconds, rotation);
    seeded.push(
      await seedTargets(stores, {
        ...load,
        intervalSeconds,
        ports,
        from: rotation.origin,
        first: seeded.flat().length,
        mayHaveId: (id) => isInTurn({ id, intervalSeconds }, index, rotation),
      }),
    );
  }
  return seeded;
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
