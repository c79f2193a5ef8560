import { setTimeout as sleep } from 'node:timers/promises';
import { faultsOf, type Finding, type Scenario } from '../../../faults/scenario.ts';
import { until } from '../../../faults/stage/stage.ts';
import { addTarget } from '../../../faults/stage/targets.ts';
import { Caller } from '../caller.ts';
import { LivePage } from '../live-page.ts';
import { onNodes, type NodesScene } from '../scene.ts';

const TARGETS = 10;
const INTERVAL_SECONDS = 2;
const PAGES = 4;
const STRETCH_MS = 8_000;
/** A page waits one second before it opens its subscription again. */
const GAP_MS = 5_000;
/** On a busy machine everything stands still for a moment. */
const NOTICED_MS = 2_000;
/** A result is told so soon. */
const TOLD_WITHIN_MS = 15_000;

/** A process is killed, another one is asked to end, and pages and callers go on. */
export const nodeGoes: Scenario = {
  name: 'an api process goes',
  run: () => onNodes({}, play),
};

async function play(scene: NodesScene): Promise<Finding[]> {
  const { stores, site, balancer, nodes, startNode } = scene;
  const ids = await Promise.all(
    Array.from({ length: TARGETS }, (_, i) =>
      addTarget(stores, { url: site.urlOf(`t${i}`, i), intervalSeconds: INTERVAL_SECONDS }),
    ),
  );
  await until(async () => (await stores.targets.counts()).up === TARGETS, 60_000);
  const pages = Array.from({ length: PAGES }, () => new LivePage(balancer.base, ids));
  await until(() => pages.every(({ opened }) => opened > 0), 30_000);
  const caller = new Caller(`${balancer.base}/trpc/targets.list`);
  const from = Date.now();
  await sleep(STRETCH_MS);
  await nodes[0]?.end('SIGKILL');
  await sleep(STRETCH_MS);
  const third = await startNode();
  balancer.lead([nodes[1]?.base ?? '', third.base]);
  await sleep(STRETCH_MS / 2);
  await nodes[1]?.end('SIGTERM');
  balancer.lead([third.base]);
  await sleep(STRETCH_MS);
  const to = Date.now();
  await caller.stop();
  const expected = await resultsBetween(scene, { ids, from, to });
  const missedOf = (page: LivePage): number =>
    expected.filter((result) => !page.results.has(result)).length;
  await until(() => pages.every((page) => missedOf(page) === 0), TOLD_WITHIN_MS);
  const missed = pages.map(missedOf);
  const reloads = pages.map((page) => page.reloads);
  const gaps = pages.map(({ longestGapMs }) => Math.round(longestGapMs));
  await Promise.all(pages.map((page) => page.close()));
  return [
    {
      name: 'live pages go on at another process without a hole',
      figures: `${expected.length} results, missed ${missed.join(', ')}, without a stream for ${Math.max(...gaps)} ms, told to read again ${reloads.join(', ')} times`,
      faults: faultsOf({
        'There was nothing to tell.': expected.length > TARGETS,
        // A process that began later does not know what was before, and says so.
        'A page misses results and was not told to read again.': pages.every(
          (page, index) => missed[index] === 0 || page.reloads > 0,
        ),
        'A page was without its stream for too long.': Math.max(...gaps) <= GAP_MS,
      }),
    },
    {
      name: 'callers notice nothing but a moment',
      figures: `${caller.answered} answers, ${caller.refused.length} refused, ${Math.round(caller.longestGapMs)} ms without one`,
      faults: faultsOf({
        [`Callers were refused: ${[...new Set(caller.refused)].join(', ')}.`]:
          caller.refused.length === 0,
        'Callers waited for too long.': caller.longestGapMs <= NOTICED_MS,
      }),
    },
  ];
}

/** Results of checks that ended well within a stretch of time. */
async function resultsBetween(
  { checks }: NodesScene,
  { ids, from, to }: { ids: readonly string[]; from: number; to: number },
): Promise<string[]> {
  const all = await Promise.all(
    ids.map(async (id) =>
      (await checks(id)).map((check) => ({ name: `${id} ${check.slot.getTime()}`, at: +check.at })),
    ),
  );
  return all.flat().flatMap(({ name, at }) => (at > from && at < to ? name : []));
}
