import type { HttpProbeRequest, ProbeResult, TargetRecord } from '@app/domain';
import { NO_PHASES } from '@app/domain';
import { describe, it } from 'vitest';
import { type Actor, Stage, watch } from './support/stage.ts';

const PATIENCE = { timeout: 90_000, interval: 250 };

const answer: ProbeResult = {
  ...{ outcome: 'ok', statusCode: 200, latencyMs: 5, phases: NO_PHASES },
  ...{ address: '127.0.0.1', attempts: 1, failure: null },
};
const failure: ProbeResult = {
  ...{ ...answer, outcome: 'failed', statusCode: 500 },
  failure: { class: 'status', code: '500', fact: { is: 'status', expected: '200-399' } },
};

/** Regions in which each path was probed, in order. */
type Probed = Map<string, string[]>;

/**
 * A worker of a region on a stage. Where a path ends in `all` every region sees it fail, else only the one that looked
 * first.
 */
const workerIn = (stage: Stage, region: string, probed: Probed) =>
  stage.worker({
    region,
    ports: {
      statusProbes: {
        http: {
          probe: async ({ url }: HttpProbeRequest) => {
            const { pathname } = new URL(url);
            const seen = [...(probed.get(pathname) ?? []), region];
            probed.set(pathname, seen);
            return pathname.endsWith('all') || seen[0] === region ? failure : answer;
          },
        },
      },
    },
  });

const targetOf = async (app: Actor, id: string): Promise<TargetRecord> => {
  const target = await app.ports.targets.get(id);
  if (!target) throw new Error('the target is gone');
  return target;
};

describe('workers of two regions', () => {
  it.concurrent('call down what both see fail, and nothing else', async ({ expect }) => {
    const stage = await Stage.open();
    const probed: Probed = new Map();
    const [app] = await Promise.all([
      workerIn(stage, 'fra', probed),
      workerIn(stage, 'hel', probed),
    ]);
    const regions = async (): Promise<unknown[]> =>
      (await app.ports.workers.list()).map(({ region }) => region).toSorted();
    await expect.poll(regions, PATIENCE).toEqual(['fra', 'hel']);
    // Long enough for both to have read of each other: they list each other with the next sign of life.
    const beats = (await app.ports.workers.list()).map(({ at }) => at.getTime());
    await expect
      .poll(
        async () =>
          (await app.ports.workers.list()).every(({ at }, i) => at.getTime() > (beats[i] ?? 0)),
        PATIENCE,
      )
      .toBe(true);

    // A check that is due meanwhile could confirm it where it was found.
    const intervalSeconds = 86_400;
    const both = await watch(app, { url: 'http://127.0.0.1:8099/all', intervalSeconds });
    const one = await watch(app, { url: 'http://127.0.0.1:8099/one', intervalSeconds });
    await expect.poll(async () => (await targetOf(app, both)).state.status, PATIENCE).toBe('down');
    const opened = async () => (await app.ports.alerts.list({ limit: 10 })).items;
    await expect
      .poll(async () => (await opened()).map(({ targetId }) => targetId), PATIENCE)
      .toEqual([both]);
    expect((await opened())[0]?.places?.toSorted()).toEqual(['fra', 'hel']);
    const checks = (await targetOf(app, both)).recent;
    expect(new Set(checks.map(({ place }) => place))).toEqual(new Set(['fra', 'hel']));

    await expect.poll(async () => (await targetOf(app, one)).state.partly, PATIENCE).toBeDefined();
    const { state } = await targetOf(app, one);
    const [first, second] = probed.get('/one') ?? [];
    expect(first).not.toBe(second);
    expect(state.status).toBe('up');
    expect(state.partly).toMatchObject({ regions: [first], answersIn: second });
    await stage[Symbol.asyncDispose]();
  });

  it.concurrent('wait for one that is cut off no longer than ten seconds', async ({ expect }) => {
    const stage = await Stage.open();
    const app = await stage.actor();
    // It was heard of a moment ago, and does nothing any more.
    await app.ports.workers.heartbeat({
      ...{ id: 'gone', region: 'hel', startedAt: new Date(), at: new Date() },
      ...{ loopDelayMs: 0, checksPerMinute: 0 },
    });
    const { ports } = await workerIn(stage, 'fra', new Map());
    const own = async () => (await ports.workers.list()).find(({ region }) => region === 'fra');
    await expect.poll(own, PATIENCE).toBeDefined();
    const before = await own();
    await expect.poll(async () => (await own())?.at, PATIENCE).not.toEqual(before?.at);
    // A check that is due meanwhile would confirm it, too.
    const id = await watch(app, { url: 'http://127.0.0.1:8099/all', intervalSeconds: 86_400 });
    await expect.poll(async () => (await targetOf(app, id)).state.status, PATIENCE).toBe('down');
    const { recent } = await targetOf(app, id);
    const [first, confirmation] = recent;
    expect(confirmation?.at.getTime()).toBeGreaterThanOrEqual(
      (first?.slot.getTime() ?? 0) + 40_000,
    );
    await expect
      .poll(async () => (await app.ports.alerts.list({ limit: 1 })).items[0]?.places, PATIENCE)
      .toEqual(['fra']);
    await stage[Symbol.asyncDispose]();
  });
});
