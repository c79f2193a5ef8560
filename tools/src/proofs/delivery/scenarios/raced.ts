import { setTimeout as sleep } from 'node:timers/promises';
import { seconds, slotsJudgedTwice } from '../../../faults/evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../../../faults/scenario.ts';
import { until } from '../../../faults/stage/stage.ts';
import { isTaken } from '../../../receivers/received.ts';
import { FROM_SOURCE, inWorkspace } from '../../../workspace.ts';
import { addGroup, alertsOf, type DeliveryStage, fail, onDeliveryStage } from '../stage.ts';

const WELL = 800;
const FAILING = 200;
const SLOTS = 10_000;
const WITHIN_MS = 180_000;
const TOLD_MS = 60_000;
const RACERS = ['racer_a', 'racer_b'] as const;

/** Two workers that both run every partition race for each slot, each outage and each message. */
export const raced: Scenario = {
  name: `two workers race for the same ${SLOTS} slots, ${FAILING} outages among them`,
  run: () => onDeliveryStage(play, { ports: 300 }),
};

async function play(stage: DeliveryStage): Promise<Finding[]> {
  const { site, receivers } = stage;
  const down = await addGroup(stage, 'down', { count: FAILING });
  const well = await addGroup(stage, 'well', { count: WELL });
  const script = inWorkspace('apps', 'worker', 'test', 'support', 'racer.ts');
  const racers = RACERS.map((name) => stage.worker({ args: [FROM_SOURCE, script, name] }));
  const areAsked = (share: number): Promise<boolean> =>
    until(async () => {
      await sleep(200);
      return site.asked >= SLOTS * share;
    }, WITHIN_MS);
  await areAsked(0.3);
  fail(stage, [down]);
  await areAsked(0.6);
  fail(stage, []);
  const isEnough = await areAsked(1);
  const wordsOf = (id: string): string =>
    receivers
      .of(down.name)
      .filter(isTaken)
      .flatMap(({ events }) => events.filter(({ targetId }) => targetId === id))
      .map(({ event, isWhole }) => (isWhole ? 'whole' : event))
      .join(' ');
  const isRight = (id: string): boolean =>
    ['whole', 'alert.opened alert.resolved'].includes(wordsOf(id));
  await until(() => down.ids.every(isRight), TOLD_MS);
  await Promise.all(racers.map((racer) => racer.end('SIGTERM')));

  const ids = [...down.ids, ...well.ids];
  const checks = await Promise.all(ids.map((id) => stage.checks(id)));
  const twice = checks.reduce((sum, ofTarget) => sum + slotsJudgedTwice(ofTarget), 0);
  const alerts = (await alertsOf(stage, down)).length;
  const falseDown = (await alertsOf(stage, well)).length;
  const wrong = down.ids.filter((id) => !isRight(id)).length;
  return [
    {
      name: raced.name,
      figures:
        `${site.asked} slots, ${twice} judged twice (at most 0); ${alerts} alerts for ${FAILING} outages; ` +
        `${wrong} not told once that they begin and once that they end (at most 0)`,
      faults: faultsOf({
        [`Only ${site.asked} slots were done within ${seconds(WITHIN_MS)}.`]: isEnough,
        [`${twice} slots were judged twice.`]: twice === 0,
        [`There are ${alerts} alerts.`]: alerts === FAILING,
        [`${falseDown} targets are down that are well.`]: falseDown === 0,
        [`${wrong} outages were not told once from beginning to end.`]: wrong === 0,
      }),
    },
  ];
}
