import { setTimeout as sleep } from 'node:timers/promises';
import { against, seconds } from '../../../faults/evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../../../faults/scenario.ts';
import { until } from '../../../faults/stage/stage.ts';
import { type DeliveryStage, type Group, takenOf } from '../stage.ts';
import { type Held, inEveryStep, type Step, STEPS } from './in-steps.ts';

/** Steps in which the provider may have a message already. */
const MAY_COME_TWICE: readonly Step[] = ['being sent', 'taken, not written down'];
/** Bars. */
const TOLD_MS = 45_000;
const P95_MS = 20_000;

/** One worker tells an alert in each step at the same moment, and then it is killed and started again. */
export const killedInSteps: Scenario = {
  name: 'a worker is killed in every step of telling',
  run: () => inEveryStep(play),
};

async function play(stage: DeliveryStage, { worker, groups, answer }: Held): Promise<Finding[]> {
  await worker.end('SIGKILL');
  const killedAt = Date.now();
  answer();
  stage.worker();
  const isTold = ({ name, ids: [id = ''] }: Group): boolean => takenOf(stage, name, id).length > 0;
  await until(() => [...groups.values()].every(isTold), TOLD_MS + 15_000);
  await sleep(3_000);
  return STEPS.map((step) => judge(stage, { step, group: groups.get(step), killedAt }));
}

interface Case {
  readonly step: Step;
  readonly group: Group | undefined;
  readonly killedAt: number;
}

function judge({ receivers, ...stage }: DeliveryStage, { step, group, killedAt }: Case): Finding {
  const received = group ? receivers.of(group.name) : [];
  const taken = group ? takenOf({ receivers, ...stage }, group.name, group.ids[0] ?? '') : [];
  const again = taken.find(({ at }) => at > killedAt);
  const toldMs = taken.length === 0 ? Infinity : (again?.at ?? killedAt) - killedAt;
  const most = MAY_COME_TWICE.includes(step) ? 2 : 1;
  return {
    name: `a worker is killed: ${step}`,
    figures: `told after ${against(toldMs, P95_MS)}, ${received.length} messages (at most ${most})`,
    faults: faultsOf({
      [`Nobody was told within ${seconds(TOLD_MS)}.`]: toldMs <= TOLD_MS,
      [`It took more than ${seconds(P95_MS)}.`]: toldMs <= P95_MS,
      [`There were ${received.length} messages.`]: received.length <= most,
      'A copy has another key.': new Set(received.map(({ key }) => key)).size <= 1,
    }),
  };
}
