import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@app/persistence';
import { seconds, slotsJudgedTwice } from '../evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../scenario.ts';
import { untilAtWork } from '../stage/at-work.ts';
import type { Answer } from '../stage/site.ts';
import { startSlowTls, type SlowTls } from '../stage/slow-tls.ts';
import { onStage, until, type Stage } from '../stage/stage.ts';
import { alertOf, recordOf, StoreProxy } from '../stage/store-proxy.ts';
import { addTarget } from '../stage/targets.ts';
import type { WorkerProcess } from '../stage/worker-process.ts';

const STEPS = [
  'claimed',
  'waiting for a place',
  'connecting',
  'waiting for the answer',
  'answered, not recorded',
  'recorded, nothing followed',
] as const;
type Step = (typeof STEPS)[number];
/** The site fails in this step, so that something has to follow. */
const FAILING: Step = 'recorded, nothing followed';
const ANSWERED: Step = 'answered, not recorded';

/**
 * First slots after the first of all. The two whose results are written are far apart, so that no batch of
 * writes holds both of them; the last one is met before its slot.
 */
const SLOT_AFTER_MS: Readonly<Record<Step, number>> = {
  'answered, not recorded': 0,
  connecting: 1_000,
  'waiting for the answer': 1_000,
  'waiting for a place': 3_000,
  'recorded, nothing followed': 3_000,
  claimed: 7_000,
};
/** Checks that hang before the one that waits for a place: it waits for about four seconds. */
const OCCUPANTS = 8;
/** Long enough that each target has one slot in all this time. */
const INTERVAL_SECONDS = 86_400;
/** From the storing of the targets to their first slot. */
const AHEAD_MS = 3_000;
const IN_PLACE_WITHIN_MS = 12_000;
/** On a busy machine a worker may be past a step before it is seen there. */
const TRIES = 3;
/** Bar: after a death work goes on within this time. */
const GOES_ON_MS = 20_000;
/** Longer than any lease of these checks: deadline 10 s, look-ahead 1 s, grace 5 s. */
const FROZEN_MS = 24_000;
const SETTLE_MS = 4_000;

/** What happens to the worker that holds a check in every step. */
interface Hurt {
  readonly name: string;
  readonly hurt: (worker: WorkerProcess) => void;
  /** Whether another worker is there to take over. */
  readonly hasHeir: boolean;
  /** For how long it stands still; null when it never comes back. */
  readonly frozenMs: number | null;
}

const kill = (worker: WorkerProcess): void => void worker.end('SIGKILL');
const freeze = (worker: WorkerProcess): void => {
  worker.freeze();
};

const HURTS: readonly Hurt[] = [
  { name: 'worker killed', hurt: kill, hasHeir: true, frozenMs: null },
  { name: 'worker frozen', hurt: freeze, hasHeir: true, frozenMs: FROZEN_MS },
  // As on a laptop that was shut and opened again.
  { name: 'only worker frozen', hurt: freeze, hasHeir: false, frozenMs: FROZEN_MS },
];

/** One worker holds a check in each step at the same moment, and then it is hurt. */
export const hurtInSteps: readonly Scenario[] = HURTS.map((how) => ({
  name: `${how.name} in every step of a check`,
  run: async () => {
    for (let left = TRIES; left > 0; left--) {
      const findings = await onStage((stage) => play(stage, how));
      if (findings) return findings;
    }
    throw new Error('The worker was never seen in every step at once.');
  },
}));

/** Null when the worker could not be met in every step at once. */
async function play(stage: Stage, how: Hurt): Promise<Finding[] | null> {
  const proxy = await StoreProxy.start(stage.mongodbUri);
  const tls = await startSlowTls();
  try {
    const worker = stage.worker({ mongodbUri: proxy.uriOf(stage.mongodbUri) });
    await untilAtWork(stage);
    const ids = await addTargets(stage, tls, new Date(Date.now() + AHEAD_MS));
    proxy.hold('record', recordOf(ids[ANSWERED]));
    proxy.hold('alert', alertOf(ids[FAILING]));
    stage.site.answer = (path) =>
      path === ANSWERED || path === FAILING ? answerOf(path) : 'never';
    const inPlace = await until(
      () => isInEveryStep(stage, { ids, tls, proxy }),
      IN_PLACE_WITHIN_MS,
    );
    if (!inPlace) return null;
    how.hurt(worker);
    const hurtAt = Date.now();
    stage.site.answer = answerOf;
    tls.wake();
    const thaw = async (): Promise<void> => {
      if (how.frozenMs === null) return;
      await sleep(Math.max(0, hurtAt + how.frozenMs - Date.now()));
      worker.thaw();
    };
    if (how.hasHeir) stage.worker();
    else await thaw();
    const doneMs = await whenDone(stage, ids, Date.now());
    if (how.hasHeir) await thaw();
    proxy.releaseAll();
    await sleep(SETTLE_MS);
    return await Promise.all(
      STEPS.map((step) => judge(stage, { step, id: ids[step], doneMs: doneMs[step], how })),
    );
  } finally {
    tls.stop();
    proxy.stop();
  }
}

const answerOf = (path: string): Answer => ({ status: path === FAILING ? 500 : 200, afterMs: 0 });

async function addTargets(stage: Stage, tls: SlowTls, at: Date): Promise<Record<Step, string>> {
  const ids = {} as Record<Step, string>;
  const { site, stores } = stage;
  const urls: Record<Step, string> = {
    claimed: site.urlOf('claimed', 0),
    'waiting for a place': site.urlOf('waiting for a place', 1),
    connecting: tls.url,
    'waiting for the answer': site.urlOf('waiting for the answer', 2),
    'answered, not recorded': site.urlOf('answered, not recorded', 3),
    'recorded, nothing followed': site.urlOf('recorded, nothing followed', 4),
  };
  for (const step of STEPS) {
    ids[step] = newId();
    await addTarget(stores, {
      id: ids[step],
      url: urls[step],
      intervalSeconds: INTERVAL_SECONDS,
      dueAt: new Date(at.getTime() + SLOT_AFTER_MS[step]),
      request: { retries: 0, verifyTls: false },
      thresholds: { failuresToDown: step === FAILING ? 1 : 2 },
    });
  }
  // Those before it on its service hang, and two of them start in a second.
  for (let number = 1; number <= OCCUPANTS; number++) {
    await addTarget(stores, {
      url: site.urlOf(`occupies ${number}`, 1),
      intervalSeconds: INTERVAL_SECONDS,
      dueAt: new Date(at.getTime() + SLOT_AFTER_MS['waiting for a place'] - 200),
    });
  }
  return ids;
}

const occupiedBy = (site: Stage['site']): number =>
  Array.from({ length: OCCUPANTS }, (_, i) => site.asksOf(`occupies ${i + 1}`).length).reduce(
    (sum, asks) => sum + asks,
    0,
  );

interface Scene {
  readonly ids: Record<Step, string>;
  readonly tls: SlowTls;
  readonly proxy: StoreProxy;
}

async function isInEveryStep(stage: Stage, { ids, tls, proxy }: Scene): Promise<boolean> {
  const { site } = stage;
  const isHeld =
    tls.connections === 1 &&
    site.asksOf('waiting for the answer').length === 1 &&
    occupiedBy(site) >= 2 &&
    proxy.isHeld('record') &&
    proxy.isHeld('alert');
  if (!isHeld) return false;
  const waiting = (await stage.target(ids['waiting for a place'])).schedule;
  const claimed = (await stage.target(ids.claimed)).schedule;
  return (
    waiting.lease !== null &&
    Number(waiting.dueAt) < Date.now() &&
    claimed.lease !== null &&
    Number(claimed.dueAt) > Date.now() + 100
  );
}

/** Milliseconds until each step's target had its result, and for the last step until people could know. */
async function whenDone(
  stage: Stage,
  ids: Record<Step, string>,
  from: number,
): Promise<Partial<Record<Step, number>>> {
  const done: Partial<Record<Step, number>> = {};
  await until(async () => {
    for (const step of STEPS) {
      if (done[step] === undefined && (await isDone(stage, step, ids[step])))
        done[step] = Date.now() - from;
    }
    return STEPS.every((step) => done[step] !== undefined);
  }, GOES_ON_MS + 10_000);
  return done;
}

async function isDone({ target, stores }: Stage, step: Step, id: string): Promise<boolean> {
  if (step !== FAILING) return (await target(id)).recent.length > 0;
  const { items } = await stores.inbox.list({ limit: 10 });
  return items.some(({ targetId }) => targetId === id);
}

interface Case {
  readonly step: Step;
  readonly id: string;
  readonly doneMs: number | undefined;
  readonly how: Hurt;
}

async function judge(stage: Stage, { step, id, doneMs = Infinity, how }: Case): Promise<Finding> {
  const checks = await stage.checks(id);
  const scheduled = checks.filter(({ origin }) => origin === 'scheduled');
  // One that saw nothing by a fault of ours is made again soon.
  const unseen = scheduled.filter(({ outcome }) => outcome === 'inconclusive');
  const { state, schedule, intents } = await stage.target(id);
  const alerts = (await stage.stores.alerts.list({ subjects: [id], limit: 10 })).items;
  const told = (await stage.stores.inbox.list({ limit: 50 })).items.filter(
    ({ targetId }) => targetId === id,
  );
  const isDown = step === FAILING;
  // A worker that slept through a check of its own says that it knows nothing.
  const allowed = new Set(isDown ? ['down'] : how.hasHeir ? ['up'] : ['up', 'pending']);
  return {
    name: `${how.name} while ${step}`,
    figures: `done after ${seconds(doneMs)}, results ${checks.length}, alerts ${alerts.length}`,
    faults: faultsOf({
      [`Work did not go on within ${seconds(GOES_ON_MS)}.`]: doneMs <= GOES_ON_MS,
      [`There are ${scheduled.length} scheduled results instead of one.`]: scheduled.length === 1,
      'A check was made again that had seen its target.':
        checks.length - scheduled.length <= unseen.length,
      'A slot was judged twice.': slotsJudgedTwice(checks) === 0,
      [`The status is ${state.status}.`]: allowed.has(state.status),
      'There is not exactly one alert for an outage, or one without any.':
        alerts.length === (isDown ? 1 : 0),
      'People were not told exactly once of an outage.': told.length === (isDown ? 1 : 0),
      'Something is still held or waits to be applied.':
        schedule.lease === null && intents.length === 0,
    }),
  };
}
