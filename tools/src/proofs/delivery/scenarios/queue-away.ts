import { setTimeout as sleep } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import { against, seconds } from '../../../faults/evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../../../faults/scenario.ts';
import { until } from '../../../faults/stage/stage.ts';
import {
  addGroup,
  type DeliveryStage,
  fail,
  isTold,
  onDeliveryStage,
  takenOf,
  untilUp,
} from '../stage.ts';

const TARGETS = 60;
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
    name: `PostgreSQL is away for ${seconds(AWAY_MS)} while outages begin`,
    hurt: async ({ postgres }) => {
      await postgres.kill();
      await sleep(AWAY_MS);
      await postgres.restart();
    },
    firstMs: 10_000,
    allMs: 60_000,
  },
  {
    name: 'PostgreSQL loses everything while outages begin',
    hurt: async ({ postgres }) => {
      const admin = new PgBoss({ connectionString: postgres.url, schema: 'proof', max: 1 });
      admin.on('error', () => undefined);
      await admin.start();
      await admin.getDb().executeSql('DROP SCHEMA jobs CASCADE');
      await admin.stop({ graceful: false });
    },
    firstMs: 30_000,
    allMs: 45_000,
  },
];

/** Alerts do not need the queue: it only wakes whoever tells them. */
export const queueAway: readonly Scenario[] = PLANS.map((plan) => ({
  name: plan.name,
  run: () => onDeliveryStage((stage) => play(stage, plan)),
}));

async function play(stage: DeliveryStage, plan: Plan): Promise<Finding[]> {
  const group = await addGroup(stage, 'hook', { count: TARGETS });
  const worker = stage.worker();
  await untilUp(stage, [group]);
  fail(stage, [group]);
  await plan.hurt(stage);
  const backAt = Date.now();
  const toldAt = (): number[] =>
    group.ids.flatMap((id) => takenOf(stage, group.name, id)[0]?.at ?? []).sort((a, b) => a - b);
  await until(() => isTold(stage, group), plan.allMs + 30_000);
  const told = toldAt();
  const firstMs = (told[0] ?? Infinity) - backAt;
  const allMs = told.length === TARGETS ? (told.at(-1) ?? Infinity) - backAt : Infinity;
  const twice = group.ids.filter((id) => takenOf(stage, group.name, id).length > 1).length;
  return [
    {
      name: plan.name,
      figures: `${told.length} of ${TARGETS} told; first ${against(firstMs, plan.firstMs)}, last ${against(allMs, plan.allMs)} after`,
      faults: faultsOf({
        [`Nobody was told within ${seconds(plan.firstMs)}.`]: firstMs <= plan.firstMs,
        [`Not all were told within ${seconds(plan.allMs)}.`]: allMs <= plan.allMs,
        [`${twice} outages were told twice.`]: twice === 0,
        'The worker ended.': worker.isRunning,
      }),
    },
  ];
}
