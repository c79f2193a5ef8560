import { setTimeout as sleep } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import { against, seconds } from '../../../faults/evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../../../faults/scenario.ts';
import { planOfDead } from '../../../faults/stage/dead-target.ts';
import { until } from '../../../faults/stage/stage.ts';
import {
  addGroup,
  copiesOf,
  type DeliveryStage,
  fail,
  type Group,
  isTold,
  onDeliveryStage,
  startWorker,
  takenOf,
} from '../stage.ts';

/** Outages that are found by checks, and those that a dead worker has left behind. */
const WATCHED = 60;
const LEFT = 440;
const TOTAL = WATCHED + LEFT;
const AWAY_MS = 60_000;

interface Plan {
  readonly name: string;
  /** Takes the queue away while outages begin. Resolves when it is there again. */
  readonly hurt: (stage: DeliveryStage) => Promise<void>;
  /** Bars, from the return on. */
  readonly firstMs: number;
  readonly allMs: number;
}

const PLANS: readonly Plan[] = [
  {
    name: `PostgreSQL is away for ${seconds(AWAY_MS)} while ${TOTAL} outages begin`,
    hurt: async ({ postgres }) => {
      await postgres.kill();
      await sleep(AWAY_MS);
      await postgres.restart();
    },
    firstMs: 10_000,
    allMs: 60_000,
  },
  {
    name: `PostgreSQL loses everything while ${TOTAL} outages begin`,
    hurt: async ({ postgres }) => {
      const admin = new PgBoss({ connectionString: postgres.url, schema: 'proof', max: 1 });
      admin.on('error', () => undefined);
      await admin.start();
      await admin.getDb().executeSql('DROP SCHEMA jobs CASCADE');
      await admin.stop({ graceful: false });
    },
    firstMs: 30_000,
    allMs: 30_000,
  },
];

/** Alerts do not need the queue: it only wakes whoever tells them. */
export const queueAway: readonly Scenario[] = PLANS.map((plan) => ({
  name: plan.name,
  run: () => onDeliveryStage((stage) => play(stage, plan)),
}));

async function play(stage: DeliveryStage, plan: Plan): Promise<Finding[]> {
  const watched = await addGroup(stage, 'watched', { count: WATCHED });
  const worker = await startWorker(stage, [watched]);
  fail(stage, [watched]);
  const [left] = await Promise.all([
    addGroup(stage, 'left', { count: LEFT, target: planOfDead }),
    plan.hurt(stage),
  ]);
  const backAt = Date.now();
  const groups = [watched, left];
  await until(() => groups.every((group) => isTold(stage, group)), plan.allMs + 30_000);
  const told = firstTold(stage, groups);
  const firstMs = Math.max(0, (told[0] ?? Infinity) - backAt);
  const allMs = told.length === TOTAL ? Math.max(0, (told.at(-1) ?? Infinity) - backAt) : Infinity;
  const { copies } = copiesOf(stage, groups);
  return [
    {
      name: plan.name,
      figures: `${told.length} of ${TOTAL} told; first ${against(firstMs, plan.firstMs)}, last ${against(allMs, plan.allMs)} after`,
      faults: faultsOf({
        [`Nobody was told within ${seconds(plan.firstMs)}.`]: firstMs <= plan.firstMs,
        [`Not all were told within ${seconds(plan.allMs)}.`]: allMs <= plan.allMs,
        [`${copies} outages were told twice.`]: copies === 0,
        'The worker ended.': worker.isRunning,
      }),
    },
  ];
}

/** When each outage was told first, sorted. */
const firstTold = (stage: DeliveryStage, groups: readonly Group[]): number[] =>
  groups
    .flatMap(({ name, ids }) => ids.flatMap((id) => takenOf(stage, name, id)[0]?.at ?? []))
    .sort((a, b) => a - b);
