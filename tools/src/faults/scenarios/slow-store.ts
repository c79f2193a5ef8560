import { setTimeout as sleep } from 'node:timers/promises';
import type { Check } from '@app/domain';
import { newId } from '@app/persistence';
import { quantile } from '../../quantile.ts';
import { memoryOf } from '../../processes/process-figures.ts';
import { seconds, slotsJudgedTwice } from '../evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../scenario.ts';
import { FINE } from '../stage/site.ts';
import { onStage, until, type Stage } from '../stage/stage.ts';
import { StoreProxy } from '../stage/store-proxy.ts';
import { addTarget } from '../stage/targets.ts';
import type { WorkerProcess } from '../stage/worker-process.ts';

const TARGETS = 200;
/** The shortest interval that people may choose. */
const INTERVAL_SECONDS = 20;
const LATENESS_MS = 2_000;
const SLOW_MS = 120_000;
/** A round of checks that is judged once the store is fast again. */
const WATCHED_MS = 25_000;
/** A check and the writing of its result, each operation of which takes two seconds. */
const UNDER_WAY_MS = 10_000;
/** Bars. */
const NORMAL_AFTER_MS = 15_000;
const LATE_MS = 1_000;
const GROWN_MB = 100;
/** A claim of three operations comes every six seconds or so, and some slots pass meanwhile. */
const DONE_SHARE = 0.5;

/** The store answers, but takes two seconds for each operation; one site fails meanwhile. */
export const slowStore: Scenario = {
  name: `the document server takes ${seconds(LATENESS_MS)} per operation for ${seconds(SLOW_MS)}`,
  run: () => onStage(play),
};

async function play(stage: Stage): Promise<Finding[]> {
  const proxy = await StoreProxy.start(stage.mongodbUri);
  try {
    return [await judge(stage, await hurt(stage, proxy))];
  } finally {
    proxy.stop();
  }
}

interface Outcome {
  readonly healthy: readonly string[];
  readonly broken: string;
  readonly worker: WorkerProcess;
  readonly slowAt: number;
  readonly backAt: number;
  readonly endedAt: number;
  readonly grownMb: number;
}

async function hurt(stage: Stage, proxy: StoreProxy): Promise<Outcome> {
  const { site, stores } = stage;
  const healthy = Array.from({ length: TARGETS }, newId);
  const broken = newId();
  for (const [index, id] of [...healthy, broken].entries()) {
    await addTarget(stores, {
      id,
      url: site.urlOf(id, index),
      intervalSeconds: INTERVAL_SECONDS,
      // A single wrong verdict would be enough.
      thresholds: { failuresToDown: 1 },
    });
  }
  const worker = stage.worker({ mongodbUri: proxy.uriOf(stage.mongodbUri) });
  const isBegun = (): boolean => healthy.every((id) => site.asksOf(id).length > 1);
  if (!(await until(isBegun, 90_000))) throw new Error('The worker did not begin to check.');

  const calmMb = megabytesOf(worker);
  const slowAt = Date.now();
  proxy.latenessMs = LATENESS_MS;
  await sleep(SLOW_MS / 2);
  site.answer = (path) => (path === broken ? { status: 500, afterMs: 0 } : FINE);
  await sleep(SLOW_MS / 2);
  const grownMb = megabytesOf(worker) - calmMb;
  proxy.latenessMs = 0;
  const backAt = Date.now();
  await sleep(NORMAL_AFTER_MS + WATCHED_MS);
  return { healthy, broken, worker, slowAt, backAt, endedAt: Date.now(), grownMb };
}

async function judge(stage: Stage, outcome: Outcome): Promise<Finding> {
  const { healthy, broken, worker, slowAt, backAt, endedAt, grownMb } = outcome;
  const all = await Promise.all(
    healthy.map(async (id) => ({ id, checks: await stage.checks(id) })),
  );
  const checks = all.flatMap((one) => one.checks);
  const everyAlert = (await stage.stores.alerts.list({ limit: 50 })).items;
  // That checks are late is told, and rightly so.
  const alerts = everyAlert.filter(({ kind }) => kind !== 'system');
  const slow = between(checks, slowAt, backAt);
  const due = (TARGETS * SLOW_MS) / (INTERVAL_SECONDS * 1_000);
  const after = between(checks, backAt + NORMAL_AFTER_MS, endedAt);
  const lost = all.flatMap((one) =>
    stage.site
      .asksOf(one.id)
      .filter(({ at }) => at < endedAt - UNDER_WAY_MS && !one.checks.some(explains(at))),
  );
  const twice = all.reduce((sum, one) => sum + slotsJudgedTwice(one.checks), 0);
  const bad = checks.filter(({ outcome: is }) => is !== 'ok' && is !== 'inconclusive');
  const lateAfter = latenessOf(after, 0.99);
  return {
    name: slowStore.name,
    figures:
      `${slow.length} of ${due} checks done meanwhile, late p50 ${seconds(latenessOf(slow, 0.5))}, ` +
      `p99 ${seconds(latenessOf(slow, 0.99))}; p99 ${seconds(lateAfter)} from ` +
      `${seconds(NORMAL_AFTER_MS)} after; memory ${grownMb.toFixed(0)} MB more; ` +
      `${lost.length} results lost; ${everyAlert.length - alerts.length} alerts of the system`,
    faults: faultsOf({
      [`Checks are still late or missing ${seconds(NORMAL_AFTER_MS)} after.`]:
        after.length >= TARGETS && lateAfter < LATE_MS,
      [`Less than ${DONE_SHARE * 100} % of the checks were done meanwhile.`]:
        slow.length >= due * DONE_SHARE,
      [`${lost.length} requests have no result.`]: lost.length === 0,
      'A slot was judged twice.': twice === 0,
      [`${bad.length} checks of a healthy site are not good.`]: bad.length === 0,
      'There is an alert besides the one for the broken site.': alerts.every(
        ({ targetId }) => targetId === broken,
      ),
      'There is not exactly one alert for the broken site.':
        alerts.filter(({ targetId }) => targetId === broken).length === 1,
      [`Memory grew by more than ${GROWN_MB} MB.`]: grownMb < GROWN_MB,
      'The worker ended.': worker.isRunning,
      [`The worker logged an error: ${worker.errors[0] ?? ''}`]: worker.errors.length === 0,
    }),
  };
}

const megabytesOf = ({ pid }: WorkerProcess): number =>
  pid === undefined ? NaN : memoryOf(pid).nowMb;

const between = (checks: readonly Check[], from: number, to: number): Check[] =>
  checks.filter(({ at }) => Number(at) >= from && Number(at) < to);

/** Whether a check is the one that a request at an instant was made for. */
const explains =
  (at: number) =>
  (check: Check): boolean =>
    Math.abs(at - Number(check.at)) < LATE_MS;

function latenessOf(checks: readonly Check[], share: number): number {
  const late = checks.map(({ at, slot }) => Number(at) - Number(slot)).sort((a, b) => a - b);
  return quantile(late, share);
}
