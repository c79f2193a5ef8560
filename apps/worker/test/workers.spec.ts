import { type Change, partitionOf, PARTITIONS } from '@app/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Site } from './support/site.ts';
import { type Actor, Stage, watch } from './support/stage.ts';

let stage: Stage;
let app: Actor;
let site: Site;

beforeAll(async () => {
  stage = await Stage.open();
  app = await stage.actor();
  site = await Site.start();
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await site.stop();
});

const recent = async (id: string) => (await app.ports.targets.get(id))?.recent ?? [];

const resultsOf = async (id: string) =>
  ((await app.ports.targets.get(id))?.hours ?? []).reduce((sum, { good }) => sum + good, 0);

describe('two workers', () => {
  it('share the partitions, do each slot once, and take over from one that stops', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 40; i++) {
      ids.push(await watch(app, { url: `${site.url}/${i}`, intervalSeconds: 2 }));
    }
    const [a, b] = await Promise.all([stage.worker(), stage.worker()]);
    const published: Change[] = [];
    app.jobs.listen({ onChanges: (changes) => published.push(...changes) });
    await expect
      .poll(
        async () =>
          Math.min(...(await Promise.all(ids.map(async (id) => (await recent(id)).length)))),
        {
          timeout: 30_000,
          interval: 500,
        },
      )
      .toBeGreaterThanOrEqual(2);
    for (const id of ids) {
      const checks = await recent(id);
      const slots = checks.map(({ slot }) => slot.getTime());
      expect(new Set(slots).size).toBe(slots.length);
      expect(slots).toEqual([...slots].sort((x, y) => x - y));
      expect(checks.every(({ outcome }) => outcome === 'ok')).toBe(true);
    }
    expect(published.length).toBeGreaterThan(0);

    await expect
      .poll(() => [a.worker.partitions.length, b.worker.partitions.length])
      .toEqual([PARTITIONS / 2, PARTITIONS / 2]);
    const lost = ids.filter((id) => a.worker.partitions.includes(partitionOf(id)));
    await a.worker.stop();
    const stoppedAt = Date.now();
    // The next slots come in turn: nobody has to wait for the end of a lease.
    await expect
      .poll(
        async () =>
          Math.min(
            ...(await Promise.all(lost.map(async (id) => Number((await recent(id)).at(-1)?.slot)))),
          ),
        { timeout: 60_000, interval: 250 },
      )
      .toBeGreaterThan(stoppedAt);
    await expect.poll(() => b.worker.partitions.length).toBe(PARTITIONS);
    await b.worker.stop();

    // Now that nothing is under way: a slot that both probe would double the requests. A few more
    // are right, where a machine was too busy for a lease and the slot was done again.
    const results = (await Promise.all(ids.map(resultsOf))).reduce((sum, count) => sum + count, 0);
    const requests = [...site.hits.values()].reduce((sum, count) => sum + count, 0);
    expect(requests).toBeGreaterThanOrEqual(results);
    expect(requests).toBeLessThan(1.5 * results);
  });
});

describe('a check that was claimed by a worker that died', () => {
  it('is done by another once the lease has ended', async () => {
    const id = await watch(app, { url: `${site.url}/orphan`, intervalSeconds: 3 });
    const { targets, newId, now } = { ...app.ports };
    const lease = { token: newId(), until: new Date(now().getTime() + 4_000) };
    const horizon = new Date(now().getTime() + 3_500);
    const partitions = [partitionOf(id)];
    const claimed = await targets.claimDue({ partitions, horizon, now: now(), limit: 10, lease });
    expect(claimed.map(({ target }) => target.id)).toContain(id);

    const { worker } = await stage.worker();
    await expect.poll(async () => (await recent(id)).length).toBeGreaterThan(0);
    expect((await recent(id))[0]?.at.getTime()).toBeGreaterThanOrEqual(lease.until.getTime());
    // Whoever comes back from the dead can write nothing under the old lease.
    expect(await targets.record([{ id, token: lease.token, change: {} }])).toEqual(new Set());
    await worker.stop();
  });
});
