import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@app/persistence';
import { seconds, slotsJudgedTwice } from '../evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../scenario.ts';
import { onStage, until, type Stage } from '../stage/stage.ts';
import { addTarget } from '../stage/targets.ts';
import { FROM_SOURCE, inWorkspace } from '../../workspace.ts';

const TARGETS = 1_500;
const INTERVAL_SECONDS = 5;
const SLOTS = 10_000;
const INSERTED_AT_ONCE = 50;
const WITHIN_MS = 120_000;
const RACERS = ['racer_a', 'racer_b'] as const;

/** Two workers that both run every partition race for the same slots. */
export const race: Scenario = {
  name: `two workers race for the same ${SLOTS} slots`,
  run: () => onStage(play, { ports: 300 }),
};

async function play(stage: Stage): Promise<Finding[]> {
  const { site, stores } = stage;
  const ids = Array.from({ length: TARGETS }, newId);
  for (let at = 0; at < ids.length; at += INSERTED_AT_ONCE) {
    await Promise.all(
      ids.slice(at, at + INSERTED_AT_ONCE).map((id, index) =>
        addTarget(stores, {
          id,
          url: site.urlOf(id, at + index),
          intervalSeconds: INTERVAL_SECONDS,
          request: { retries: 0 },
        }),
      ),
    );
  }
  const script = inWorkspace('apps', 'worker', 'test', 'support', 'racer.ts');
  const racers = RACERS.map((name) => stage.worker({ args: [FROM_SOURCE, script, name] }));
  const from = Date.now();
  const isEnough = await until(async () => {
    await sleep(500);
    return site.asked >= SLOTS;
  }, WITHIN_MS);
  const tookMs = Date.now() - from;
  // What is under way is recorded before they end, so that each request must have its result.
  await Promise.all(racers.map((racer) => racer.end('SIGTERM')));

  const all = await Promise.all(ids.map(async (id) => ({ id, checks: await stage.checks(id) })));
  const results = all.reduce((sum, { checks }) => sum + checks.length, 0);
  const twice = all.reduce((sum, { checks }) => sum + slotsJudgedTwice(checks), 0);
  const unequal = all.filter(({ id, checks }) => site.asksOf(id).length !== checks.length).length;
  const bad = all.flatMap(({ checks }) => checks).filter(({ outcome }) => outcome !== 'ok').length;
  const shares = RACERS.map((name) => {
    const own = ids.reduce(
      (sum, id) => sum + site.asksOf(id).filter((a) => a.by === name).length,
      0,
    );
    return own / site.asked;
  });
  const errors = racers.flatMap((racer) => racer.errors);
  return [
    {
      name: race.name,
      figures:
        `${results} results for ${site.asked} requests in ${seconds(tookMs)}, ` +
        `shares ${shares.map((share) => `${(share * 100).toFixed(0)} %`).join(' and ')}`,
      faults: faultsOf({
        [`Only ${site.asked} slots were done within ${seconds(WITHIN_MS)}.`]: isEnough,
        [`${twice} slots were judged twice.`]: twice === 0,
        [`${unequal} targets were asked more often than they have results, or less.`]:
          unequal === 0,
        [`${bad} checks of a healthy site are not good.`]: bad === 0,
        'It was no race: one of the two did nearly everything.': Math.min(...shares) > 0.1,
        [`A worker logged an error: ${errors[0] ?? ''}`]: errors.length === 0,
      }),
    },
  ];
}
