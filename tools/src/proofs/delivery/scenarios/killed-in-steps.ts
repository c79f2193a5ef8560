import { setTimeout as sleep } from 'node:timers/promises';
import { seconds } from '../../../faults/evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../../../faults/scenario.ts';
import { until } from '../../../faults/stage/stage.ts';
import { alertOf, StoreProxy } from '../../../faults/stage/store-proxy.ts';
import { TAKEN } from '../../../receivers/receivers.ts';
import {
  addGroup,
  type DeliveryStage,
  type Group,
  onDeliveryStage,
  takenOf,
  untilUp,
} from '../stage.ts';
import { CHANNEL_STEPS, holdStep } from './hold-step.ts';

/** Of a worker that tells of an outage: what it was about to do when it died. */
const STEPS = ['alert not stored', ...CHANNEL_STEPS, 'being sent'] as const;
type Step = (typeof STEPS)[number];

/** Steps that come late in the way of an alert begin first: those before hold up what follows one another. */
const BEGINS_AFTER_MS: Readonly<Record<Step, number>> = {
  'being sent': 0,
  'taken, not written down': 0,
  'plan stored, deliveries not held': 0,
  'plan not stored': 0,
  'deliveries planned, alert not told': 1_200,
  'deliveries not stored': 2_400,
  'alert not stored': 3_600,
};
/** Steps in which the provider may have a message already. */
const MAY_COME_TWICE: readonly Step[] = ['being sent', 'taken, not written down'];
const LONG_SECONDS = 86_400;
const AHEAD_MS = 15_000;
const IN_PLACE_MS = 15_000;
const TRIES = 3;
/** Bars. */
const TOLD_MS = 45_000;
const P95_MS = 20_000;

/** One worker tells an alert in each step at the same moment, and then it is killed and started again. */
export const killedInSteps: Scenario = {
  name: 'a worker is killed in every step of telling',
  run: async () => {
    for (let left = TRIES; left > 0; left--) {
      const findings = await onDeliveryStage(play);
      if (findings) return findings;
    }
    throw new Error('The worker was never seen in every step at once.');
  },
};

/** Null when the worker could not be met in every step at once. */
async function play(stage: DeliveryStage): Promise<Finding[] | null> {
  const { receivers, site, mongodbUri } = stage;
  const proxy = await StoreProxy.start(mongodbUri);
  try {
    const groups = new Map<Step, Group>();
    const beginAt = Date.now() + AHEAD_MS;
    for (const step of STEPS) {
      const dueAt = new Date(beginAt + BEGINS_AFTER_MS[step]);
      const target = { intervalSeconds: LONG_SECONDS, dueAt };
      groups.set(step, await addGroup(stage, step.replaceAll(/\W+/g, '-'), { count: 1, target }));
    }
    const calm = await addGroup(stage, 'calm', { count: 4 });
    site.answer = (path) => ({ status: calm.ids.includes(path) ? 200 : 500, afterMs: 0 });
    let isHung = true;
    const sent = groups.get('being sent');
    receivers.react = (name) => (isHung && name === sent?.name ? 'never' : TAKEN);
    const worker = stage.worker({ mongodbUri: proxy.uriOf(mongodbUri) });
    for (const step of CHANNEL_STEPS) {
      const group = groups.get(step);
      if (group) holdStep(proxy, step, group.channelId);
    }
    proxy.hold('alert not stored', alertOf(groups.get('alert not stored')?.ids[0] ?? ''));
    await untilUp(stage, [calm]);
    const isThere = (): boolean =>
      STEPS.every((step) => step === 'being sent' || proxy.isHeld(step)) &&
      receivers.of(sent?.name ?? '').length > 0;
    const left = beginAt - Date.now();
    if (left < 0 || !(await until(isThere, left + IN_PLACE_MS))) return null;
    await worker.end('SIGKILL');
    const killedAt = Date.now();
    isHung = false;
    stage.worker();
    const isTold = ({ name, ids: [id = ''] }: Group): boolean =>
      takenOf(stage, name, id).length > 0;
    await until(() => [...groups.values()].every(isTold), TOLD_MS + 15_000);
    await sleep(3_000);
    return STEPS.map((step) => judge(stage, { step, group: groups.get(step), killedAt }));
  } finally {
    proxy.stop();
  }
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
    figures: `told after ${seconds(toldMs)}, ${received.length} messages`,
    faults: faultsOf({
      [`Nobody was told within ${seconds(TOLD_MS)}.`]: toldMs <= TOLD_MS,
      [`It took more than ${seconds(P95_MS)}.`]: toldMs <= P95_MS,
      [`There were ${received.length} messages.`]: received.length <= most,
      'A copy has another key.': new Set(received.map(({ key }) => key)).size <= 1,
    }),
  };
}
