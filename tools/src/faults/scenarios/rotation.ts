import { setTimeout as sleep } from 'node:timers/promises';
import { partitionOf, PARTITIONS, type Check } from '@app/domain';
import { newId } from '@app/persistence';
import { quantile } from '../../quantile.ts';
import { seconds, slotsJudgedTwice } from '../evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../scenario.ts';
import type { Ask } from '../stage/site.ts';
import { onStage, until, type Stage } from '../stage/stage.ts';
import { addTarget } from '../stage/targets.ts';
import type { WorkerProcess } from '../stage/worker-process.ts';

/** So many that a worker never takes a claim on all targets of a partition to its grave. */
const PER_PARTITION = 6;
const INTERVAL_SECONDS = 6;
/** Time for workers to share the partitions fairly. */
const SHARED_AFTER_MS = 15_000;
/** Time from one death to the next. */
const BETWEEN_MS = 24_000;
/** Longer than a check and the write of its result take, and shorter than half an interval. */
const UNDER_WAY_MS = 2_500;
/** Bar: a partition is without a worker for so long at most. */
const MOVED_MS = 15_000;

/** Three workers are killed in turn; one is added as soon as the first is dead. */
export const rotation: Scenario = {
  name: 'three workers killed in turn and one added',
  run: () => onStage(play),
};

async function play(stage: Stage): Promise<Finding[]> {
  const ids = await addTargets(stage);
  const workers = [stage.worker(), stage.worker(), stage.worker()];
  const isBegun = (): boolean => ids.every((id) => stage.site.asksOf(id).length > 0);
  if (!(await until(isBegun, 60_000))) throw new Error('The workers did not begin to check.');
  await sleep(SHARED_AFTER_MS);
  const deaths: number[] = [];
  let added: WorkerProcess | undefined;
  for (const worker of workers) {
    await worker.end('SIGKILL');
    deaths.push(Date.now());
    added ??= stage.worker();
    await sleep(BETWEEN_MS);
  }
  await added?.end('SIGTERM');
  return [await judge(stage, { ids, deaths, errors: added?.errors ?? [] })];
}

async function addTargets({ stores, site }: Stage): Promise<string[]> {
  const ids: string[] = [];
  const missing = new Map(Array.from({ length: PARTITIONS }, (_, i) => [i, PER_PARTITION]));
  while (ids.length < PARTITIONS * PER_PARTITION) {
    const id = newId();
    const left = missing.get(partitionOf(id)) ?? 0;
    if (left === 0) continue;
    missing.set(partitionOf(id), left - 1);
    await addTarget(stores, {
      id,
      url: site.urlOf(id, ids.length),
      intervalSeconds: INTERVAL_SECONDS,
      thresholds: { failuresToDown: 1 },
    });
    ids.push(id);
  }
  return ids;
}

interface Asked {
  readonly id: string;
  readonly at: readonly number[];
}

/** Milliseconds from a death to the next check of each partition. */
function waitsAfter(death: number, asked: readonly Asked[]): number[] {
  return Array.from({ length: PARTITIONS }, (_, partition) => {
    const next = asked
      .filter(({ id }) => partitionOf(id) === partition)
      .flatMap(({ at }) => at.find((instant) => instant > death) ?? []);
    return Math.min(...next) - death;
  });
}

/** Instants of requests that no recorded check explains. */
const asksWithoutResult = (asks: readonly Ask[], checks: readonly Check[]): number[] =>
  asks
    .map(({ at }) => at)
    .filter((at) => !checks.some((check) => Math.abs(at - Number(check.at)) < UNDER_WAY_MS));

interface Outcome {
  readonly ids: readonly string[];
  readonly deaths: readonly number[];
  readonly errors: readonly string[];
}

async function judge(
  { site, checks, stores }: Stage,
  { ids, deaths, errors }: Outcome,
): Promise<Finding> {
  const all = await Promise.all(ids.map(async (id) => ({ id, checks: await checks(id) })));
  const asks = ids.map((id) => ({ id, at: site.asksOf(id).map(({ at }) => at) }));
  const waits = deaths.flatMap((death) => waitsAfter(death, asks));
  // Those of the living are asked again within an interval.
  const moved = waits.filter((ms) => ms > INTERVAL_SECONDS * 1_000).sort((a, b) => a - b);
  const longest = Math.max(...waits);
  const recorded = all.reduce((sum, one) => sum + one.checks.length, 0);
  const lost = all.flatMap((one) => asksWithoutResult(site.asksOf(one.id), one.checks));
  // A check that its worker took to the grave was asked for shortly before.
  const inexplicable = lost.filter((at) =>
    deaths.every((death) => at > death || at < death - UNDER_WAY_MS),
  );
  const twice = all.reduce((sum, one) => sum + slotsJudgedTwice(one.checks), 0);
  const bad = all.flatMap((one) => one.checks).filter(({ outcome }) => outcome !== 'ok').length;
  const alerts = (await stores.alerts.list({ limit: 10 })).items.filter(
    ({ kind }) => kind !== 'system',
  );
  return {
    name: rotation.name,
    figures:
      `longest time of a partition without a check ${seconds(longest)} over ${deaths.length} deaths, ` +
      `p50 of ${moved.length} that moved ${seconds(quantile(moved, 0.5))}; ` +
      `${recorded} results, ${lost.length} asked without a result`,
    faults: faultsOf({
      [`A partition was without a worker for more than ${seconds(MOVED_MS)}.`]: longest <= MOVED_MS,
      'A slot was judged twice.': twice === 0,
      [`${inexplicable.length} requests have no result, and no death tells why.`]:
        inexplicable.length === 0,
      [`${bad} checks of a healthy site are not good.`]: bad === 0,
      'There is an alert.': alerts.length === 0,
      [`The worker logged an error: ${errors[0] ?? ''}`]: errors.length === 0,
    }),
  };
}
