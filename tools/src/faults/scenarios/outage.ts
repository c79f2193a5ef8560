import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@app/persistence';
import { seconds, slotsJudgedTwice } from '../evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../scenario.ts';
import { FINE } from '../stage/site.ts';
import { onStage, until, type Stage } from '../stage/stage.ts';
import { addTarget } from '../stage/targets.ts';
import type { WorkerProcess } from '../stage/worker-process.ts';

type Server = 'documents' | 'postgres';
type How = 'hangs' | 'dies';

const TARGETS = 12;
const INTERVAL_SECONDS = 5;
const AWAY_MS = 60_000;
/** Bar: every target is checked again within this time after the return. */
const BACK_MS = 15_000;
/** Bar: what was enqueued or decided during the outage is done within this time after the return. */
const MADE_GOOD_MS = 30_000;

const WORDS: Record<Server, string> = { documents: 'the document server', postgres: 'PostgreSQL' };

/** Databases are away for a minute; one site fails meanwhile, and somebody asks for a check. */
const scenario = (servers: readonly Server[], how: How): Scenario => {
  const name = `${servers.map((server) => WORDS[server]).join(' and ')} ${verb(servers, how)} for 60 s`;
  return { name, run: () => onStage((stage) => play(stage, { name, servers, how })) };
};

const verb = ({ length }: readonly Server[], how: How): string =>
  length === 1 ? how : how.replace('dies', 'die').replace('hangs', 'hang');

export const outages: readonly Scenario[] = (['hangs', 'dies'] as const).flatMap((how) => [
  scenario(['postgres'], how),
  scenario(['documents'], how),
  scenario(['documents', 'postgres'], how),
]);

interface Plan {
  readonly name: string;
  readonly servers: readonly Server[];
  readonly how: How;
}

async function play(stage: Stage, { name, servers, how }: Plan): Promise<Finding[]> {
  const { site, stores } = stage;
  const healthy = Array.from({ length: TARGETS }, newId);
  const [broken, asked] = [newId(), newId()];
  for (const [index, id] of [...healthy, broken].entries()) {
    await addTarget(stores, {
      id,
      url: site.urlOf(id, index),
      intervalSeconds: INTERVAL_SECONDS,
      request: { retries: 0 },
      // A single wrong verdict would be enough.
      thresholds: { failuresToDown: 1 },
    });
  }
  const worker = stage.worker();
  const isUp = async (): Promise<boolean> =>
    (await Promise.all([...healthy, broken].map((id) => stage.target(id)))).every(
      ({ state }) => state.status === 'up',
    );
  if (!(await until(isUp, 40_000))) throw new Error('The worker did not begin to check.');

  const awayAt = Date.now();
  await hurt(stage, servers, how);
  await sleep(AWAY_MS / 2);
  site.answer = (path) => (path === broken ? { status: 500, afterMs: 0 } : FINE);
  await sleep(AWAY_MS / 2);
  // Nobody could ring for this one: PostgreSQL was away.
  const enqueued = { url: site.urlOf(asked, TARGETS + 1), id: asked, intervalSeconds: 86_400 };
  const backAt = await mend(stage, servers, how);
  await addUnqueued(stage, enqueued);

  const isAsked = (id: string): boolean => site.asksOf(id).some(({ at }) => at > backAt);
  const areAsked = await until(() => healthy.every(isAsked), BACK_MS + 20_000);
  const againMs = areAsked ? Date.now() - backAt : Infinity;
  const isRecorded = async (id: string): Promise<boolean> =>
    Number((await stage.target(id)).recent.at(-1)?.at ?? 0) > backAt;
  const areRecorded = await until(
    async () => (await Promise.all(healthy.map(isRecorded))).every(Boolean),
    BACK_MS + 20_000,
  );
  const recordedMs = areRecorded ? Date.now() - backAt : Infinity;
  const isMadeGood = await until(async () => {
    const { items } = await stores.inbox.list({ limit: 50 });
    const { recent } = await stage.target(asked);
    return recent.length > 0 && items.some(({ targetId }) => targetId === broken);
  }, MADE_GOOD_MS + 15_000);
  const madeGoodMs = isMadeGood ? Date.now() - backAt : Infinity;
  return [
    await judge(stage, {
      name,
      servers,
      healthy,
      broken,
      worker,
      awayAt,
      backAt,
      againMs,
      recordedMs,
      madeGoodMs,
    }),
  ];
}

async function hurt(stage: Stage, servers: readonly Server[], how: How): Promise<void> {
  for (const server of servers) {
    if (how === 'hangs') stage[server].freeze();
    else await stage[server].kill();
  }
}

async function mend(stage: Stage, servers: readonly Server[], how: How): Promise<number> {
  for (const server of servers) {
    if (how === 'hangs') stage[server].thaw();
    else await stage[server].restart();
  }
  return Date.now();
}

/** A check that is due now and whose ring was lost: only the reconciler can find it. */
async function addUnqueued(
  { stores }: Stage,
  plan: { id: string; url: string; intervalSeconds: number },
): Promise<void> {
  await addTarget(stores, { ...plan, dueAt: new Date(Date.now() + 86_400_000) });
  const target = await stores.targets.get(plan.id);
  const urgent = { slot: new Date(), origin: 'manual' as const };
  if (target)
    await stores.targets.change(plan.id, target.version, {
      schedule: { ...target.schedule, urgent },
    });
}

interface Outcome {
  readonly name: string;
  readonly servers: readonly Server[];
  readonly healthy: readonly string[];
  readonly broken: string;
  readonly worker: WorkerProcess;
  readonly awayAt: number;
  readonly backAt: number;
  readonly againMs: number;
  readonly recordedMs: number;
  readonly madeGoodMs: number;
}

async function judge(stage: Stage, outcome: Outcome): Promise<Finding> {
  const {
    name,
    servers,
    healthy,
    broken,
    worker,
    awayAt,
    backAt,
    againMs,
    recordedMs,
    madeGoodMs,
  } = outcome;
  const checks = (await Promise.all(healthy.map((id) => stage.checks(id)))).flat();
  const alerts = (await stage.stores.alerts.list({ limit: 50 })).items;
  const twice = await Promise.all(
    [...healthy, broken].map(async (id) => slotsJudgedTwice(await stage.checks(id))),
  );
  const inOutage = checks.filter(({ at }) => Number(at) > awayAt && Number(at) < backAt);
  const due = (healthy.length * AWAY_MS) / (INTERVAL_SECONDS * 1_000);
  const bad = checks.filter(({ outcome }) => outcome !== 'ok' && outcome !== 'inconclusive');
  return {
    name,
    figures:
      `all asked again after ${seconds(againMs)}, recorded after ${seconds(recordedMs)}, rings and messages ` +
      `made good after ${seconds(madeGoodMs)}; ${inOutage.length} results of the outage kept`,
    faults: faultsOf({
      'Checks did not go on although only the queue was away.':
        servers.includes('documents') || inOutage.length >= 0.95 * due,
      [`Not every target was checked again within ${seconds(BACK_MS)}.`]:
        againMs <= BACK_MS && recordedMs <= BACK_MS,
      [`What was lost was not made good within ${seconds(MADE_GOOD_MS)}.`]:
        madeGoodMs <= MADE_GOOD_MS,
      [`${bad.length} checks of a healthy site are not good.`]: bad.length === 0,
      'There is an alert besides the one for the broken site.':
        alerts.filter(({ kind, targetId }) => kind !== 'system' && targetId !== broken).length ===
        0,
      'There is not exactly one alert for the broken site.':
        alerts.filter(({ targetId }) => targetId === broken).length === 1,
      'A slot was judged twice.': twice.every((count) => count === 0),
      'The worker ended.': worker.isRunning,
      [`The worker logged an error: ${worker.errors[0] ?? ''}`]: worker.errors.length === 0,
    }),
  };
}
