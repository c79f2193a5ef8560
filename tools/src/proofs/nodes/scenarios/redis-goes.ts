import { setTimeout as sleep } from 'node:timers/promises';
import { findRedisServer, NO_REDIS, startRedisServer } from '@app/cache/testing';
import { faultsOf, type Finding, type Scenario } from '../../../faults/scenario.ts';
import { until } from '../../../faults/stage/stage.ts';
import { addTarget } from '../../../faults/stage/targets.ts';
import { Refusal } from '../../../refusal.ts';
import { letThrough } from '../call.ts';
import { Caller } from '../caller.ts';
import { COSTLY, onNodes, type NodesScene } from '../scene.ts';

const STRETCH_MS = 4_000;
/** On a busy machine everything stands still for a moment. */
const NOTICED_MS = 1_000;

/** Two processes share a Redis that hangs, dies and comes back. */
export const redisGoes: Scenario = {
  name: 'Redis goes',
  run: async () => {
    const program = findRedisServer();
    if (program === null) throw new Refusal(`There is ${NO_REDIS}.`);
    const redis = await startRedisServer(program);
    try {
      return await onNodes({ REDIS_URL: redis.url }, (scene) => play(scene, redis));
    } finally {
      await redis.kill();
    }
  },
};

async function play(
  scene: NodesScene,
  redis: Awaited<ReturnType<typeof startRedisServer>>,
): Promise<Finding[]> {
  const { stores, site, balancer, client } = scene;
  const { base } = balancer;
  const id = await addTarget(stores, { url: site.urlOf('one'), intervalSeconds: 2 });
  const input = encodeURIComponent(JSON.stringify({ json: { targetId: id } }));
  const said = async (): Promise<string | undefined> => {
    const { components } = await client.system.health.query();
    return components.find(({ name }) => name === 'redis')?.status;
  };
  const costly = (from: string) =>
    letThrough(COSTLY + 10, from, () => ({
      ...{ base, path: 'targets.import', input: { text: 'https://x.test', dryRun: true } },
    }));
  const isUsed = await until(async () => (await said()) === 'ok', 30_000);
  const caller = new Caller(`${base}/trpc/stats.summary?input=${input}`);
  const withRedis = await costly('127.0.0.2');
  redis.freeze();
  await sleep(STRETCH_MS);
  const whileHanging = [await said(), await said()];
  const insured = await costly('127.0.0.3');
  redis.thaw();
  const isBack = await until(async () => (await said()) === 'ok', 30_000);
  await redis.kill();
  await sleep(STRETCH_MS);
  const whileDead = [await said(), await said()];
  await redis.restart();
  const isBackAgain = await until(async () => (await said()) === 'ok', 30_000);
  await caller.stop();
  return [
    {
      name: 'nothing but speed is lost with Redis',
      figures: `${caller.answered} answers, ${caller.refused.length} refused, ${Math.round(caller.longestGapMs)} ms without one; ${withRedis} and ${insured} of ${COSTLY} costly calls`,
      faults: faultsOf({
        'Redis was not used.': isUsed,
        [`Callers were refused: ${[...new Set(caller.refused)].join(', ')}.`]:
          caller.refused.length === 0,
        'Callers waited for Redis.': caller.longestGapMs <= NOTICED_MS,
        'Calls are not counted together in Redis.': withRedis === COSTLY,
        'Calls are not counted together without it.': insured === COSTLY,
        'Nobody says that Redis hangs.': whileHanging.every((status) => status === 'degraded'),
        'Nobody says that Redis is away.': whileDead.every((status) => status === 'degraded'),
        'Redis is not used again after it hung.': isBack,
        'Redis is not used again after it died.': isBackAgain,
      }),
    },
  ];
}
