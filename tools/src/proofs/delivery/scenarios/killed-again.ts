import { against, seconds } from '../../../faults/evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../../../faults/scenario.ts';
import { planOfDead } from '../../../faults/stage/dead-target.ts';
import { until } from '../../../faults/stage/stage.ts';
import { alertOf, type StoreProxy } from '../../../faults/stage/store-proxy.ts';
import type { WorkerOptions } from '../../../faults/stage/worker-process.ts';
import {
  addGroup,
  copiesOf,
  type DeliveryStage,
  isTold,
  onDeliveryStage,
  takenOf,
  withStoreProxy,
} from '../stage.ts';
import { CHANNEL_STEPS, holdStep, isChannelStep } from './hold-step.ts';

/** As many as are told one by one. */
const TARGETS = 20;
const STEPS = ['alert not stored', ...CHANNEL_STEPS] as const;
const HELD_MS = 60_000;
/** Bar. */
const TOLD_MS = 45_000;

/** A worker has died over outages; each one that takes them up is killed a step later than the one before. */
export const killedAgain: Scenario = {
  name: 'one worker after the other is killed while it takes up what is left',
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
  const group = await addGroup(stage, 'hook', { count: TARGETS, target: planOfDead });
  let killed = 0;
  for (const step of STEPS) {
    if (isChannelStep(step)) holdStep(proxy, step, group.channelId);
    else proxy.hold(step, alertOf(group.ids[0] ?? ''));
    const worker = stage.worker(through);
    if (await until(() => proxy.isHeld(step), HELD_MS)) killed++;
    await worker.end('SIGKILL');
  }
  const restartedAt = Date.now();
  stage.worker();
  await until(() => isTold(stage, group), TOLD_MS + 15_000);
  const firsts = group.ids.map((id) => takenOf(stage, group.name, id)[0]?.at ?? Infinity);
  const toldMs = Math.max(0, Math.max(...firsts) - restartedAt);
  const most = Math.max(...group.ids.map((id) => takenOf(stage, group.name, id).length));
  const { otherKeys } = copiesOf(stage, [group]);
  return [
    {
      name: killedAgain.name,
      figures:
        `${killed} of ${STEPS.length} killed in their step, ${TARGETS} outages told after ${against(toldMs, TOLD_MS)}, ` +
        `${most} copies of one message (at most 2)`,
      faults: faultsOf({
        'A worker was not seen in its step.': killed === STEPS.length,
        [`Not all were told within ${seconds(TOLD_MS)}.`]: toldMs <= TOLD_MS,
        [`One was told ${most} times.`]: most <= 2,
        [`${otherKeys} were told again under another key.`]: otherKeys === 0,
      }),
    },
  ];
}
