import { newId } from '@app/persistence';
import { seconds } from '../evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../scenario.ts';
import { onStage, until, type Stage } from '../stage/stage.ts';
import { addTarget } from '../stage/targets.ts';

const TARGETS = 30;
const INTERVAL_SECONDS = 60;
const BEGUN_WITHIN_MS = 90_000;
/** Bar: two rounds, two deadlines and what the turns of thirty targets take. */
const ALL_TOLD_MS = 180_000;

/** Many pages of one host that begins to hang, with default settings: each of them must be told. */
export const silentHost: Scenario = {
  name: `${TARGETS} targets on one silent host`,
  run: () => onStage(play, { ports: 1 }),
};

async function play({ stores, site, worker }: Stage): Promise<Finding[]> {
  const ids = Array.from({ length: TARGETS }, newId);
  for (const id of ids) {
    await addTarget(stores, { id, url: site.urlOf(id), intervalSeconds: INTERVAL_SECONDS });
  }
  const running = worker();
  const isUp = async (): Promise<boolean> => (await stores.targets.counts()).up === TARGETS;
  if (!(await until(isUp, BEGUN_WITHIN_MS))) throw new Error('Not every target came up.');

  site.answer = () => 'never';
  const from = performance.now();
  let mostUnknown = 0;
  const isTold = async (): Promise<boolean> => {
    const { down, unknown } = await stores.targets.counts();
    mostUnknown = Math.max(mostUnknown, unknown);
    return down === TARGETS && (await toldOf(stores)) === TARGETS;
  };
  const areTold = await until(isTold, ALL_TOLD_MS);
  const tookMs = performance.now() - from;
  const { down } = await stores.targets.counts();
  return [
    {
      name: silentHost.name,
      figures: `${down} down and ${await toldOf(stores)} told after ${seconds(tookMs)}`,
      faults: faultsOf({
        [`Not all were told within ${seconds(ALL_TOLD_MS)}.`]: areTold,
        [`${mostUnknown} targets that fail became unknown.`]: mostUnknown === 0,
        [`The worker logged an error: ${running.errors[0] ?? ''}`]: running.errors.length === 0,
      }),
    },
  ];
}

/** How many alerts of kind `down` are open. */
async function toldOf(stores: Stage['stores']): Promise<number> {
  const { items } = await stores.alerts.list({ kind: 'down', state: 'open', limit: 100 });
  return items.length;
}
