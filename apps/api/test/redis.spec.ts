import { type RedisState } from '@app/cache';
import { readEnv } from '@app/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHealthParts } from '../src/health-parts.ts';
import { openProduct, type TestProduct } from './support/open-product.ts';

let product: TestProduct;
beforeAll(async () => {
  product = await openProduct();
});
afterAll(() => product.stores.close());

/** What is said of Redis, and whether the server is ready meanwhile. */
async function saidOf(state: RedisState | null) {
  const { health, readiness } = createHealthParts({
    env: readEnv({}),
    ports: product.ports,
    pingMongo: () => Promise.resolve(),
    isQueueReady: () => true,
    limits: { refused: () => Promise.resolve([]) },
    secrets: { locked: () => Promise.resolve(null), hasOlderReader: () => Promise.resolve(false) },
    redis: () => state,
  });
  const { components } = await health();
  return {
    part: components.find(({ name }) => name === 'redis'),
    isReady: (await readiness()).every(({ status }) => status === 'ok'),
  };
}

describe('system.health', () => {
  it('says nothing of Redis where none is used', async () => {
    expect((await saidOf(null)).part).toBeUndefined();
  });

  it('says how Redis does, and is ready without it', async () => {
    expect((await saidOf({ is: 'there' })).part).toMatchObject({ status: 'ok' });
    const away = await saidOf({ is: 'away', since: new Date() });
    expect(away.part).toMatchObject({ status: 'degraded' });
    expect(away.part?.detail).toMatch(/does not answer.*works without it.*REDIS_URL/);
    expect(away.isReady).toBe(true);
    const full = await saidOf({ is: 'refusing', why: 'OOM' });
    expect(full.part?.detail).toMatch(/refuses.*\(OOM\).*allkeys-lru/);
  });
});
