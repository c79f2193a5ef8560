import { setTimeout as sleep } from 'node:timers/promises';
import { against, seconds } from '../../../faults/evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../../../faults/scenario.ts';
import { until } from '../../../faults/stage/stage.ts';
import {
  addGroup,
  alertsOf,
  copiesOf,
  type DeliveryStage,
  fail,
  type Group,
  isTold,
  onDeliveryStage,
  startWorker,
  takenOf,
} from '../stage.ts';

const FAILING = 20;
const WELL = 40;
const AWAY_MS = 60_000;
/** Between the returns of two servers. */
const APART_MS = 10_000;
/** Bars, from the return of the last server on. */
const JUDGED_MS = 15_000;
const TOLD_MS = 45_000;

type Server = 'documents' | 'postgres';

interface Plan {
  readonly name: string;
  /** Servers that are away, in the order in which they return. */
  readonly servers: readonly Server[];
}

const PLANS: readonly Plan[] = [
  {
    name: `the document server is away for ${seconds(AWAY_MS)} while outages begin`,
    servers: ['documents'],
  },
  {
    name: `both servers are away for ${seconds(AWAY_MS)}, and PostgreSQL returns last`,
    servers: ['documents', 'postgres'],
  },
  {
    name: `both servers are away for ${seconds(AWAY_MS)}, and the document server returns last`,
    servers: ['postgres', 'documents'],
  },
];

/** Nobody can be told while the document server is away, and nobody may be told anything wrong afterwards. */
export const storeAway: readonly Scenario[] = PLANS.map((plan) => ({
  name: plan.name,
  run: () => onDeliveryStage((stage) => play(stage, plan)),
}));

async function play(stage: DeliveryStage, { name, servers }: Plan): Promise<Finding[]> {
  const before = await addGroup(stage, 'before', { count: FAILING });
  const meanwhile = await addGroup(stage, 'meanwhile', { count: FAILING });
  const well = await addGroup(stage, 'well', { count: WELL });
  const worker = await startWorker(stage, [before, meanwhile, well]);
  fail(stage, [before]);
  await until(() => stage.receivers.of(before.name).length > 0, JUDGED_MS);
  for (const server of servers) await stage[server].kill();
  await sleep(AWAY_MS / 2);
  fail(stage, [before, meanwhile]);
  await sleep(AWAY_MS / 2);
  for (const [index, server] of servers.entries()) {
    if (index > 0) await sleep(APART_MS);
    await stage[server].restart();
  }
  const backAt = Date.now();

  const judgedMs = await whenJudged(stage, well, backAt);
  const failing = [before, meanwhile];
  await until(() => failing.every((group) => isTold(stage, group)), TOLD_MS + 30_000);
  const told = failing.flatMap((group) =>
    group.ids.flatMap((id) => takenOf(stage, group.name, id)[0]?.at ?? []),
  );
  const lost = 2 * FAILING - told.length;
  const toldMs = lost > 0 ? Infinity : Math.max(0, Math.max(...told) - backAt);
  const opened = (await Promise.all(failing.map((group) => alertsOf(stage, group)))).flat().length;
  const falseDown = (await alertsOf(stage, well)).length;
  const { copies, otherKeys } = copiesOf(stage, failing);
  return [
    {
      name,
      figures:
        `judged again after ${against(judgedMs, JUDGED_MS)}, all told after ${against(toldMs, TOLD_MS)}; ` +
        `${opened} alerts, ${lost} of ${2 * FAILING} lost, ${falseDown} of ${WELL} falsely down, ${copies} copies`,
      faults: faultsOf({
        [`Not every target was judged again within ${seconds(JUDGED_MS)}.`]: judgedMs <= JUDGED_MS,
        [`${lost} outages were not told.`]: lost === 0,
        [`It took more than ${seconds(TOLD_MS)} to tell all.`]: toldMs <= TOLD_MS,
        [`${falseDown} targets are down that are well.`]: falseDown === 0,
        [`${otherKeys} outages were told twice under different keys.`]: otherKeys === 0,
        'The worker ended.': worker.isRunning,
      }),
    },
  ];
}

/** Milliseconds until each target of a group had a result again. */
async function whenJudged(stage: DeliveryStage, { ids }: Group, backAt: number): Promise<number> {
  const isJudged = async (id: string): Promise<boolean> =>
    Number((await stage.target(id)).recent.at(-1)?.at ?? 0) > backAt;
  const areJudged = await until(
    async () => (await Promise.all(ids.map(isJudged))).every(Boolean),
    JUDGED_MS + 20_000,
  );
  return areJudged ? Date.now() - backAt : Infinity;
}
