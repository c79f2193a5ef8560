import { PARTITIONS, type TargetRecord } from '@app/domain';
import { afterAll, beforeAll, it } from 'vitest';
import { Site } from './support/site.ts';
import { Stage, watch } from './support/stage.ts';

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let site: Site;
beforeAll(async () => {
  site = await Site.start();
});
afterAll(() => site.stop());

/** A worker on servers of its own, and what its targets look like. */
async function play() {
  const stage = await Stage.open();
  const app = await stage.worker();
  const target = async (id: string): Promise<TargetRecord> => {
    const found = await app.ports.targets.get(id);
    if (!found) throw new Error('the target is gone');
    return found;
  };
  const newestSlot = async (id: string): Promise<number> =>
    Number((await target(id)).recent.at(-1)?.slot ?? 0);
  return { stage, app, target, newestSlot };
}

it.concurrent(
  'makes no false down while MongoDB is away, and goes on after its return',
  async ({ expect }) => {
    const { stage, app, target, newestSlot } = await play();
    const ids = await Promise.all(
      [1, 2, 3].map((i) =>
        watch(app, {
          url: `${site.url}/m${i}`,
          intervalSeconds: 2,
          thresholds: { failuresToDown: 1 },
        }),
      ),
    );
    await expect
      .poll(async () => (await Promise.all(ids.map(target))).map(({ state }) => state.status), {
        timeout: 60_000,
      })
      .toEqual(['up', 'up', 'up']);
    await stage.documentsAwayFor(() => sleep(4_000));
    const backAt = Date.now();
    await expect
      .poll(async () => Math.min(...(await Promise.all(ids.map(newestSlot)))), { timeout: 60_000 })
      .toBeGreaterThan(backAt);
    for (const id of ids) {
      const { recent, state } = await target(id);
      expect(state.status).toBe('up');
      expect(recent.map(({ outcome }) => outcome).every((outcome) => outcome === 'ok')).toBe(true);
    }
    expect((await app.ports.alerts.list({ limit: 10 })).items).toEqual([]);
    const notices = app.lines.filter(({ message }) => message.includes('due checks'));
    expect(notices.length).toBeLessThanOrEqual(2);
    await stage[Symbol.asyncDispose]();
  },
  180_000,
);

it.concurrent(
  'works on after the tables of the queue were dropped',
  async ({ expect }) => {
    const { stage, app, newestSlot } = await play();
    const id = await watch(app, { url: `${site.url}/d`, intervalSeconds: 2 });
    await expect.poll(() => newestSlot(id)).toBeGreaterThan(0);
    await stage.dropQueueTables();
    const droppedAt = Date.now();
    const late = await watch(app, { url: `${site.url}/e`, intervalSeconds: 86_400 });
    // Beyond the time for which a worker trusts in partitions that it held before.
    await expect
      .poll(() => newestSlot(id), { timeout: 60_000, interval: 200 })
      .toBeGreaterThan(droppedAt + 12_000);
    // The ring of this one fell into the gap: it was kept, or the reconciler finds it.
    await expect
      .poll(() => newestSlot(late), { timeout: 60_000, interval: 200 })
      .toBeGreaterThan(0);
    const second = await stage.worker();
    await expect
      .poll(
        () => {
          const held = [app, second].map(({ worker }) => worker.partitions);
          return { each: held.map(({ length }) => length), all: new Set(held.flat()).size };
        },
        { timeout: 60_000, interval: 200 },
      )
      .toEqual({ each: [PARTITIONS / 2, PARTITIONS / 2], all: PARTITIONS });
    await stage[Symbol.asyncDispose]();
  },
  180_000,
);

it.concurrent(
  'goes on with checks while PostgreSQL is away, and with messages after',
  async ({ expect }) => {
    const { stage, app, target, newestSlot } = await play();
    const flaky = await Site.start();
    const id = await watch(app, {
      url: flaky.url,
      intervalSeconds: 2,
      thresholds: { failuresToDown: 1 },
    });
    await expect.poll(() => newestSlot(id)).toBeGreaterThan(0);
    await sleep(1_500);
    await stage.postgresAwayFor(async () => {
      flaky.fail();
      await expect.poll(async () => (await target(id)).state.status).toBe('down');
      expect((await app.ports.inbox.list({ limit: 10 })).items).toEqual([]);
    });
    await expect
      .poll(async () => (await app.ports.inbox.list({ limit: 10 })).items.length, {
        timeout: 60_000,
      })
      .toBe(1);
    expect(app.lines.filter(({ level }) => level === 'error')).toEqual([]);
    await stage[Symbol.asyncDispose]();
    await flaky.stop();
  },
  180_000,
);
