import { setTimeout as sleep } from 'node:timers/promises';
import { against, seconds } from '../../../faults/evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../../../faults/scenario.ts';
import { FINE } from '../../../faults/stage/site.ts';
import { until } from '../../../faults/stage/stage.ts';
import type { Received } from '../../../receivers/received.ts';
import { type DeliveryStage, type Group, isTold, takenOf, toldOf } from '../stage.ts';
import { type Held, inEveryStep, type Step, STEPS } from './in-steps.ts';

const FROZEN_MS = 60_000;
/** What it still had in hand when it stood still has come by then. */
const AFTERWARDS_MS = 15_000;
/** Bars. */
const TOLD_MS = 45_000;
const MOST = 2;

/** A worker stands still in each step of telling while another one takes over, and goes on once all is over. */
export const frozenInSteps: Scenario = {
  name: `a worker stands still for ${seconds(FROZEN_MS)} in every step of telling`,
  run: () => inEveryStep(play),
};

async function play(stage: DeliveryStage, held: Held): Promise<Finding[]> {
  const { worker, proxy, groups, answer } = held;
  worker.freeze();
  const frozenAt = Date.now();
  answer();
  const heir = stage.worker();
  const all = [...groups.values()];
  await until(() => all.every((group) => isTold(stage, group)), TOLD_MS);
  stage.site.answer = () => FINE;
  for (const { ids } of all) await askForCheck(stage, ids[0] ?? '');
  await until(() => all.every(({ name }) => endsOf(stage, name).length > 0), TOLD_MS);
  await sleep(Math.max(0, frozenAt + FROZEN_MS - Date.now()));
  worker.thaw();
  proxy.releaseAll();
  await sleep(AFTERWARDS_MS);
  const lastWords = heir.isRunning ? null : (heir.errors.at(-1) ?? 'without a word');
  return STEPS.map((step) => judge(stage, { step, group: groups.get(step), frozenAt, lastWords }));
}

/** A check that is due now: the outage is over. */
async function askForCheck({ stores }: DeliveryStage, id: string): Promise<void> {
  const urgent = { slot: new Date(), origin: 'manual' as const };
  const isStored = async (): Promise<boolean> => {
    const target = await stores.targets.get(id);
    if (!target) return true;
    const schedule = { ...target.schedule, urgent };
    return await stores.targets.change(id, target.version, { schedule });
  };
  await until(isStored, TOLD_MS);
}

/** Messages that tell that an outage is over. */
const endsOf = ({ receivers }: DeliveryStage, name: string): Received[] =>
  receivers.of(name).filter(({ events }) => events.some((one) => one.event === 'alert.resolved'));

interface Case {
  readonly step: Step;
  readonly group: Group | undefined;
  readonly frozenAt: number;
  /** What the worker that took over said when it ended; null while it runs. */
  readonly lastWords: string | null;
}

function judge(stage: DeliveryStage, { step, group, frozenAt, lastWords }: Case): Finding {
  const [name, id] = [group?.name ?? '', group?.ids[0] ?? ''];
  const [first] = takenOf(stage, name, id);
  const toldMs = first ? Math.max(0, first.at - frozenAt) : Infinity;
  const openings = toldOf(stage.receivers.of(name), id);
  const ends = endsOf(stage, name);
  const endedAt = ends[0]?.at ?? Infinity;
  const late = openings.filter(({ at }) => at > endedAt).length;
  const keys = (those: readonly Received[]): number => new Set(those.map(({ key }) => key)).size;
  return {
    name: `a worker stands still: ${step}`,
    figures:
      `told after ${against(toldMs, TOLD_MS)}, beginning told ${openings.length} times (at most ${MOST}), ` +
      `end ${ends.length} times, ${late} messages after the end (at most 0)`,
    faults: faultsOf({
      [`Nobody was told within ${seconds(TOLD_MS)}.`]: toldMs <= TOLD_MS,
      [`The beginning was told ${openings.length} times.`]: openings.length <= MOST,
      [`The end was told ${ends.length} times.`]: ends.length >= 1 && ends.length <= MOST,
      'A copy has another key.': keys(openings) <= 1 && keys(ends) <= 1,
      'Something was told after the end.': late === 0,
      [`The worker that took over has ended: ${lastWords}.`]: lastWords === null,
    }),
  };
}
