import { Worker } from 'node:worker_threads';
import { type AlertRecord, DEFAULT_SETTINGS, NO_PHASES, type Check } from '@app/domain';
import { hourFromChecks } from '@app/domain/history';
import { type DailyRecord, emptyDay } from '@app/domain/stats';
import { describe, expect, it } from 'vitest';
import { targetRecord } from '@app/domain/testing';
import { systemContext } from '../context.ts';
import { MemoryTargets } from '../testing/memory-targets.ts';
import { history, recentChecks } from './read-checks.ts';

const now = new Date('2026-01-02T12:00:00Z');
const settings = { get: async () => DEFAULT_SETTINGS };
/** Nothing else went on. */
const quiet = {
  alerts: { outages: async () => [] },
  alertRules: { get: async () => ({ maintenance: [] }) },
};
const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1_000);

it('tells what was missed, up to now and without anybody having noticed', async () => {
  const target = targetRecord({
    state: { ...targetRecord().state, status: 'up', statusSince: ago(9_000) },
    schedule: { ...targetRecord().schedule, silentAt: ago(600) },
    gaps: [{ from: ago(4_000), to: ago(3_000) }],
  });
  const targets = new MemoryTargets();
  await targets.store.insert(target);
  const results = { async *range() {} };
  const ports = { ...quiet, targets: targets.store, results, settings, now: () => now };
  const asked = { targetId: target.id, from: ago(3_600), to: ago(-60) };
  const { gaps } = await history(systemContext(ports as never), asked);
  expect(gaps).toEqual([
    { from: ago(3_600), to: ago(3_000) },
    { from: ago(600), to: now },
  ]);
});

/** Minutes ago at which checks were made; one that answered in as many milliseconds. */
const checks = (...minutes: number[]): Check[] =>
  minutes.map((minute) => ({
    at: ago(minute * 60),
    slot: ago(minute * 60),
    kind: 'http',
    origin: 'scheduled',
    confirmation: false,
    outcome: 'ok',
    statusCode: 200,
    latencyMs: minute,
    phases: NO_PHASES,
    address: null,
    attempts: 1,
    failure: null,
  }));

describe('a chart', () => {
  it('of a year is one of days: from their records, and from checks where there is none yet', async () => {
    const target = targetRecord({ createdAt: ago(400 * 86_400), recent: checks(5) });
    const targets = new MemoryTargets();
    await targets.store.insert(target);
    const read: string[] = [];
    const results = {
      async *hours(_id: string, from: Date, to: Date) {
        read.push(from.toISOString().slice(0, 10));
        yield hourFromChecks(checks(5, 60, 900).filter(({ slot }) => slot >= from && slot < to));
      },
    };
    const record = (day: string): DailyRecord => ({
      ...emptyDay(day, 'UTC'),
      checks: { ok: 280, slow: 0, failed: 8, inconclusive: 0 },
      latency: { count: 280, sumUs: 280 * 40_000, minMs: 10, maxMs: 90 },
    });
    const records = ['2025-01-02', '2025-07-01', '2025-12-31'].map(record);
    const ports = {
      ...{ ...quiet, targets: targets.store, results, settings, now: () => now },
      daily: { range: async () => records },
    };
    const from = new Date('2025-01-02T00:00:00Z');
    const asked = { targetId: target.id, from, to: now };
    const { points, bucketSeconds } = await history(systemContext(ports as never), asked);
    expect(bucketSeconds).toBe(2 * 86_400);
    expect(points).toHaveLength(183);
    expect(points[0]).toMatchObject({ at: from, checks: 288, failed: 8, avgMs: 40, maxMs: 90 });
    expect(points[1]).toMatchObject({ checks: 0, avgMs: null });
    expect(points.reduce((sum, point) => sum + point.checks, 0)).toBe(3 * 288 + 3);
    expect(read).not.toContain('2025-12-31');
  });

  it('counts each check once: those in buckets, those carried, and those that are in both', async () => {
    const target = targetRecord({ intervalSeconds: 20, recent: checks(12, 9, 7, 1, 500) });
    const targets = new MemoryTargets();
    await targets.store.insert(target);
    const results = {
      async *range() {
        yield checks(59, 30);
        yield checks(12, 10, 7);
      },
    };
    const ports = { ...quiet, targets: targets.store, results, settings, now: () => now };
    const { points } = await history(systemContext(ports as never), {
      targetId: target.id,
      from: ago(3_600),
      to: now,
    });
    const seen = points.filter((point) => point.checks > 0);
    expect(seen.map(({ at, p95Ms }) => [Math.round((+now - +at) / 60_000), p95Ms])).toEqual(
      [59, 30, 12, 10, 9, 7, 1].map((minute) => [minute, minute]),
    );
    expect(seen.every((point) => point.checks === 1)).toBe(true);
  });

  it('of 40 days at 20 s is made with little memory', async () => {
    const script = new URL('../testing/long-history.ts', import.meta.url);
    const thread = `import { parentPort } from 'node:worker_threads';
      import { chartOfLongHistory } from '${script.href}';
      parentPort.postMessage(await chartOfLongHistory());`;
    const ended = new Promise((resolve) => {
      new Worker(new URL(`data:text/javascript,${encodeURIComponent(thread)}`), {
        execArgv: ['--conditions=@app/source'],
        // The program itself takes 20 MB, all checks together 50 MB.
        resourceLimits: { maxOldGenerationSizeMb: 48 },
      })
        .on('message', resolve)
        .on('error', resolve);
    });
    expect(await ended).toEqual({ points: 289, checks: 40 * 24 * 180 });
  }, 60_000);
});

describe('what else went on', () => {
  const outage = (from: number, to: number | null) =>
    ({ id: 'a', since: ago(from), endedAt: to === null ? null : ago(to) }) as AlertRecord;
  const window = {
    ...{ id: 'm', name: 'Move', targetIds: [], tags: [], timeZone: 'UTC', createdAt: ago(90_000) },
    ...{ once: null, weekly: null },
  };

  async function stretchesOf(
    given: { outages?: AlertRecord[]; maintenance?: object[]; pauses?: object[] },
    from = ago(7_200),
  ) {
    const { outages = [], maintenance = [], pauses = [] } = given;
    const target = targetRecord({
      createdAt: ago(6_000),
      gaps: [{ from: ago(1_000), to: ago(600) }],
      pauses: pauses as never,
      state: { ...targetRecord().state, status: 'up', statusSince: ago(600) },
      schedule: { ...targetRecord().schedule, silentAt: null },
    });
    const targets = new MemoryTargets();
    await targets.store.insert(target);
    const ports = {
      ...{ targets: targets.store, results: { async *range() {} }, settings, now: () => now },
      alerts: { outages: async () => outages },
      alertRules: { get: async () => ({ maintenance }) },
    };
    const asked = { targetId: target.id, from, to: ago(-600) };
    const { stretches } = await history(systemContext(ports as never), asked);
    return stretches.map(({ kind, from: start, to, alertId, name }) => [
      kind,
      ...[start, to].map((at) => (+now - +at) / 1_000),
      alertId ?? name,
    ]);
  }

  it('is told without overlap: outages, what was missed, and pauses; not what was before', async () => {
    const pauses = [{ from: ago(500), to: ago(400) }];
    expect(await stretchesOf({ outages: [outage(1_200, 300)], pauses })).toEqual([
      ['down', 1_200, 1_000, 'a'],
      ['unknown', 1_000, 600, null],
      ['down', 600, 500, 'a'],
      ['paused', 500, 400, null],
      ['down', 400, 300, 'a'],
    ]);
  });

  it('lasts until now at most, and is cut to the time that was asked for', async () => {
    expect(await stretchesOf({ outages: [outage(9_000, null)] }, ago(500))).toEqual([
      ['down', 500, 0, 'a'],
    ]);
  });

  it('has windows of maintenance: once, and those of the weekdays that lie in it', async () => {
    const once = { ...window, once: { from: ago(300), to: ago(-9_000) } };
    const others = { ...once, targetIds: ['f'.repeat(24)] };
    // 2 January 2026 is a Friday; now it is noon.
    const weekly = {
      ...{ ...window, id: 'n', name: 'Backup' },
      weekly: { days: ['FR'], from: '11:30', to: '11:45' },
    };
    const found = await stretchesOf({ maintenance: [once, others, weekly] });
    expect(found.filter(([kind]) => kind === 'maintenance')).toEqual([
      ['maintenance', 300, 0, 'Move'],
      ['maintenance', 1_800, 900, 'Backup'],
    ]);
  });
});

it('shows the checks of some time, newest first', async () => {
  const target = targetRecord({ recent: checks(3, 2, 1) });
  const targets = new MemoryTargets();
  await targets.store.insert(target);
  const results = {
    newest: async (_: string, limit: number, upTo: Date) =>
      checks(1, 2, 3, 4, 5, 6)
        .filter(({ slot }) => slot <= upTo)
        .slice(0, limit),
  };
  const context = systemContext({ targets: targets.store, results, now: () => now } as never);
  const shown = async (asked: object) => {
    const { items } = await recentChecks(context, { targetId: target.id, ...asked });
    return items.map(({ latencyMs }) => latencyMs);
  };
  expect(await shown({ before: ago(120) })).toEqual([3, 4, 5, 6]);
  expect(await shown({ before: ago(120), limit: 2 })).toEqual([3, 4]);
  expect(await shown({ from: ago(240), before: ago(60) })).toEqual([2, 3, 4]);
});
