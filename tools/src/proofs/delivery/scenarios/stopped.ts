import { setTimeout as sleep } from 'node:timers/promises';
import { against, seconds } from '../../../faults/evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../../../faults/scenario.ts';
import { until } from '../../../faults/stage/stage.ts';
import {
  addGroup,
  type DeliveryStage,
  fail,
  isTold,
  onDeliveryStage,
  startWorker,
  takenOf,
} from '../stage.ts';

const DOWN = 100;
const UP = 100;
/** What a receiver takes for its answer: messages are under way when the worker is told to stop. */
const ANSWER_MS = 500;
const TOLD_MS = 60_000;
const EXIT_MS = 20_000;
const QUIET_MS = 25_000;

/** A worker is told to stop while it tells, and started again while the outages last. */
export const stopped: Scenario = {
  name: 'a worker is stopped while it tells, and started again',
  run: () => onDeliveryStage(play),
};

async function play(stage: DeliveryStage): Promise<Finding[]> {
  const { receivers } = stage;
  receivers.react = () => ({ status: 204, afterMs: ANSWER_MS });
  const down = await addGroup(stage, 'down', { count: DOWN });
  const up = await addGroup(stage, 'up', { count: UP });
  const first = await startWorker(stage, [down, up]);
  fail(stage, [down]);
  await until(() => receivers.of(down.name).length > 2, TOLD_MS);
  const stoppedAt = Date.now();
  const exit = await first.end('SIGTERM');
  const exitMs = Date.now() - stoppedAt;

  const second = stage.worker();
  await until(() => isTold(stage, down), TOLD_MS);
  const toldMs = Date.now() - stoppedAt;
  const lost = down.ids.filter((id) => takenOf(stage, down.name, id).length === 0).length;
  const twice = down.ids.filter((id) => takenOf(stage, down.name, id).length > 1).length;

  const before = receivers.of(down.name).length;
  await second.end('SIGTERM');
  stage.worker();
  await sleep(QUIET_MS);
  const repeated = receivers.of(down.name).length + receivers.of(up.name).length - before;
  return [
    {
      name: 'a worker is stopped while it tells',
      figures: `ended after ${against(exitMs, EXIT_MS)}, all told ${seconds(toldMs)} after`,
      faults: faultsOf({
        [`It did not end within ${seconds(EXIT_MS)}.`]: exitMs <= EXIT_MS && exit === 0,
        [`${lost} outages were not told.`]: lost === 0,
        [`${twice} outages were told twice.`]: twice === 0,
      }),
    },
    {
      name: `a worker is started again while ${DOWN} targets are down and ${UP} are up`,
      figures: `${repeated} messages in ${seconds(QUIET_MS)} (at most 0)`,
      faults: faultsOf({ 'Somebody was told again.': repeated === 0 }),
    },
  ];
}
