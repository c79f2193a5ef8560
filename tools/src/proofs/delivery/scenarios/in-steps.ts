import type { WorkerOptions, WorkerProcess } from '../../../faults/stage/worker-process.ts';
import { untilAtWork } from '../../../faults/stage/at-work.ts';
import { until } from '../../../faults/stage/stage.ts';
import { alertOf, type StoreProxy } from '../../../faults/stage/store-proxy.ts';
import { TAKEN } from '../../../receivers/receivers.ts';
import {
  addGroup,
  type DeliveryStage,
  fail,
  type Group,
  onDeliveryStage,
  withStoreProxy,
} from '../stage.ts';
import { CHANNEL_STEPS, holdStep, isChannelStep } from './hold-step.ts';

/** What a worker that tells of an outage is about to do. */
export const STEPS = ['alert not stored', ...CHANNEL_STEPS, 'being sent'] as const;
export type Step = (typeof STEPS)[number];

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
const LONG_SECONDS = 86_400;
/** From the storing of the targets to the first slot: they are stored by then, also on a busy machine. */
const AHEAD_MS = 6_000;
const IN_PLACE_MS = 20_000;
const TRIES = 3;

/** A worker that tells one alert in each step at the same moment, and what holds it there. */
export interface Held {
  readonly worker: WorkerProcess;
  readonly proxy: StoreProxy;
  /** The one target of each step. */
  readonly groups: ReadonlyMap<Step, Group>;
  /** The receiver that hangs answers from now on. */
  readonly answer: () => void;
}

/** Meets a worker in every step of telling at once, on a stage of its own, and plays what happens to it then. */
export async function inEveryStep<T>(
  play: (stage: DeliveryStage, held: Held) => Promise<T>,
): Promise<T> {
  let missing = '';
  for (let left = TRIES; left > 0; left--) {
    const played = await onDeliveryStage((stage) =>
      withStoreProxy(stage, async (proxy, through) => {
        const held = await hold(stage, proxy, through);
        if ('worker' in held) return { outcome: await play(stage, held) };
        missing = held.missing.join(', ') || 'it began too late';
        return null;
      }),
    );
    if (played) return played.outcome;
  }
  throw new Error(`The worker was never seen in every step at once: ${missing}.`);
}

/** Or the steps in which the worker could not be met. */
async function hold(
  stage: DeliveryStage,
  proxy: StoreProxy,
  through: Partial<WorkerOptions>,
): Promise<Held | { missing: readonly Step[] }> {
  const { receivers } = stage;
  const worker = stage.worker(through);
  await untilAtWork(stage);
  const beginAt = Date.now() + AHEAD_MS;
  const groups = new Map<Step, Group>();
  for (const step of STEPS) {
    const dueAt = new Date(beginAt + BEGINS_AFTER_MS[step]);
    const target = () => ({ intervalSeconds: LONG_SECONDS, dueAt });
    const group = await addGroup(stage, step.replaceAll(/\W+/g, '-'), { count: 1, target });
    groups.set(step, group);
    if (isChannelStep(step)) holdStep(proxy, step, group.channelId);
    if (step === 'alert not stored') proxy.hold(step, alertOf(group.ids[0] ?? ''));
  }
  let isHung = true;
  const sent = groups.get('being sent');
  receivers.react = (name) => (isHung && name === sent?.name ? 'never' : TAKEN);
  fail(stage, [...groups.values()]);
  const missing = (): Step[] =>
    STEPS.filter((step) =>
      step === 'being sent' ? receivers.of(sent?.name ?? '').length === 0 : !proxy.isHeld(step),
    );
  const left = beginAt - Date.now();
  if (left < 0) return { missing: [] };
  if (!(await until(() => missing().length === 0, left + IN_PLACE_MS))) {
    return { missing: missing() };
  }
  return { worker, proxy, groups, answer: () => (isHung = false) };
}
