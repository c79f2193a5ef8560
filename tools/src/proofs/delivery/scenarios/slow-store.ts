import { setTimeout as sleep } from 'node:timers/promises';
import { against, seconds } from '../../../faults/evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../../../faults/scenario.ts';
import { until } from '../../../faults/stage/stage.ts';
import type { StoreProxy } from '../../../faults/stage/store-proxy.ts';
import type { WorkerOptions } from '../../../faults/stage/worker-process.ts';
import { memoryOf } from '../../../processes/process-figures.ts';
import {
  addGroup,
  alertsOf,
  copiesOf,
  type DeliveryStage,
  fail,
  isTold,
  onDeliveryStage,
  startWorker,
  takenOf,
  withStoreProxy,
} from '../stage.ts';

const FAILING = 30;
const WELL = 60;
const INTERVAL_SECONDS = 20;
const LATENESS_MS = 2_000;
const SLOW_MS = 300_000;
const FAIL_AFTER_MS = 60_000;
/** Bars. */
const TOLD_AFTER_MS = 15_000;
const GROWN_MB = 100;

/** Each step of telling takes seconds; leases must outlast it. */
export const slowStore: Scenario = {
  name: `the document server takes ${seconds(LATENESS_MS)} per operation for ${seconds(SLOW_MS)} while outages begin`,
  run: () =>
    onDeliveryStage((stage) =>
      withStoreProxy(stage, (proxy, through) => play(stage, proxy, through)),
    ),
};

async function play(
  stage: DeliveryStage,
  proxy: StoreProxy,
  through: Partial<WorkerOptions>,
): Promise<Finding[]> {
  const target = () => ({ intervalSeconds: INTERVAL_SECONDS });
  const failing = await addGroup(stage, 'failing', { count: FAILING, target });
  const well = await addGroup(stage, 'well', { count: WELL, target });
  const worker = await startWorker(stage, [failing, well], through);
  const megabytes = (): number =>
    worker.pid === undefined ? Number.NaN : memoryOf(worker.pid).nowMb;
  const calmMb = megabytes();
  proxy.latenessMs = LATENESS_MS;
  await sleep(FAIL_AFTER_MS);
  fail(stage, [failing]);
  await sleep(SLOW_MS - FAIL_AFTER_MS);
  const grownMb = megabytes() - calmMb;
  const isKnown = (id: string): boolean => takenOf(stage, failing.name, id).length > 0;
  const meanwhile = failing.ids.filter(isKnown).length;
  proxy.latenessMs = 0;
  const backAt = Date.now();
  await until(() => isTold(stage, failing), TOLD_AFTER_MS + 30_000);
  const last = Math.max(
    ...failing.ids.map((id) => takenOf(stage, failing.name, id)[0]?.at ?? Infinity),
  );
  const toldMs = Math.max(0, last - backAt);
  const lost = failing.ids.filter((id) => !isKnown(id)).length;
  const falseDown = (await alertsOf(stage, well)).length;
  const { copies, otherKeys } = copiesOf(stage, [failing]);
  return [
    {
      name: slowStore.name,
      figures:
        `${meanwhile} of ${FAILING} told meanwhile, the others ${against(toldMs, TOLD_AFTER_MS)} after; ` +
        `${lost} lost, ${falseDown} of ${WELL} falsely down, ${copies} copies; ` +
        `memory ${grownMb.toFixed(0)} MB more (at most ${GROWN_MB})`,
      faults: faultsOf({
        [`${lost} outages were not told.`]: lost === 0,
        [`Not all were told within ${seconds(TOLD_AFTER_MS)} after.`]: toldMs <= TOLD_AFTER_MS,
        [`${falseDown} targets are down that are well.`]: falseDown === 0,
        [`${copies} outages were told twice.`]: copies === 0,
        [`${otherKeys} outages were told twice under different keys.`]: otherKeys === 0,
        [`Memory grew by more than ${GROWN_MB} MB.`]: grownMb < GROWN_MB,
        'The worker ended.': worker.isRunning,
      }),
    },
  ];
}
