import { type AlertRecord, type Check, DEFAULT_SETTINGS, type Gap, NO_PHASES } from '@app/domain';
import { hourFromChecks } from '@app/domain/history';
import { type DailyRecord, emptyDay } from '@app/domain/stats';
import { targetRecord } from '@app/domain/testing';
import { describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { MemoryTargets } from '../testing/memory-targets.ts';
import { explainStats, statsDaily, statsOutages, statsSummary } from './read-stats.ts';

const NOW = new Date('2026-03-30T09:30:00.400Z');
const AT = new Date('2026-03-30T09:30:00Z');
const HOUR = 3_600;
const ago = (seconds: number): Date => new Date(AT.getTime() - seconds * 1_000);

const check = (slot: Date, over: Partial<Check> = {}): Check => ({
  at: slot,
  slot,
  kind: 'http',
  origin: 'scheduled',
  confirmation: false,
  outcome: 'ok',
  statusCode: 200,
  latencyMs: 100,
  phases: NO_PHASES,
  address: null,
  attempts: 1,
  failure: null,
  ...over,
});

const outage = (alertId: string, from: number, to: number | null) =>
  ({
    id: alertId,
    since: ago(from),
    endedAt: to === null ? null : ago(to),
    cause: { is: 'text', text: 'Refused.' },
  }) as AlertRecord;

interface History {
  archived?: Check[];
  recent?: Check[];
  outages?: AlertRecord[];
  gaps?: Gap[];
  pauses?: Gap[];
  createdAt?: Date;
  records?: DailyRecord[];
  timeZone?: string;
}

/** A target that has been up, except for what its history says. */
async function targetWith(history: History) {
  const {
    archived = [],
    recent = [],
    outages = [],
    gaps = [],
    createdAt = ago(40 * 24 * HOUR),
  } = history;
  const target = targetRecord({
    createdAt,
    recent,
    gaps,
    pauses: history.pauses ?? [],
    state: { ...targetRecord().state, status: 'up', statusSince: createdAt },
  });
  const targets = new MemoryTargets();
  await targets.store.insert(target);
  const ranges: [Date, Date][] = [];
  const ports = {
    targets: targets.store,
    results: {
      async *hours(_id: string, from: Date, to: Date) {
        ranges.push([from, to]);
        yield hourFromChecks(archived.filter(({ slot }) => slot >= from && slot < to));
      },
    },
    daily: { range: async () => history.records ?? [] },
    alerts: { outages: async () => outages },
    settings: { get: async () => ({ ...DEFAULT_SETTINGS, timeZone: history.timeZone ?? 'UTC' }) },
    now: () => NOW,
  };
  return { context: systemContext(ports as never), targetId: target.id, ranges };
}

describe('the summary of a target', () => {
  it('counts each scheduled check once, in every window that it lies in', async () => {
    const { context, targetId, ranges } = await targetWith({
      archived: [
        check(ago(31 * 24 * HOUR), { outcome: 'failed' }),
        check(ago(29 * 24 * HOUR), { latencyMs: 400 }),
        check(ago(6 * 24 * HOUR), { latencyMs: 300 }),
        check(ago(23 * HOUR), { outcome: 'failed', latencyMs: null }),
        check(ago(600), { latencyMs: 200 }),
      ],
      recent: [
        check(ago(600), { latencyMs: 200 }),
        check(ago(570), { origin: 'confirmation', outcome: 'failed' }),
        check(ago(300), { latencyMs: 100 }),
        check(ago(200), { origin: 'manual', outcome: 'failed' }),
        check(ago(100), { outcome: 'inconclusive', latencyMs: null }),
        check(ago(-HOUR), { outcome: 'failed' }),
      ],
    });
    const { at, windows } = await statsSummary(context, { targetId });
    expect(at).toEqual(AT);
    expect(windows['1h']).toMatchObject({
      uptime: 100,
      checks: 2,
      failed: 0,
      inconclusive: 1,
      avgMs: 150,
    });
    expect(windows['24h']).toMatchObject({
      uptime: 66.666,
      errorRate: 33.334,
      checks: 3,
      failed: 1,
    });
    expect(windows['7d']).toMatchObject({ uptime: 75, checks: 4, p50Ms: 200, p99Ms: 300 });
    expect(windows['30d']).toMatchObject({ uptime: 80, checks: 5, avgMs: 250, p50Ms: 200 });
    expect(ranges).toEqual([[ago(30 * 24 * HOUR), AT]]);
  });

  it('tells the time of each state from alerts, gaps and pauses, to the second', async () => {
    const { context, targetId } = await targetWith({
      outages: [outage('a', 2 * HOUR, HOUR), outage('b', 600, null)],
      gaps: [{ from: ago(5 * HOUR), to: ago(4 * HOUR) }],
      pauses: [{ from: ago(8 * HOUR), to: ago(6 * HOUR) }],
    });
    const { windows } = await statsSummary(context, { targetId });
    expect(windows['24h']).toMatchObject({
      ...{ downSeconds: 4_200, unknownSeconds: HOUR, pausedSeconds: 2 * HOUR },
      ...{ upSeconds: 24 * HOUR - 4_200 - 3 * HOUR, coverage: 87.5 },
      ...{ outages: 2, longestOutageSeconds: HOUR, mttrSeconds: 2_100, mtbfSeconds: 35_700 },
      ...{ availability: 94.444, uptime: null },
    });
    expect(windows['1h']).toMatchObject({ outages: 1, downSeconds: 600, upSeconds: 3_000 });
  });

  it('of a young target covers only the time since it is watched', async () => {
    const { context, targetId } = await targetWith({ createdAt: ago(6 * HOUR) });
    const { windows } = await statsSummary(context, { targetId });
    expect(windows['24h']).toMatchObject({ coverage: 25, unknownSeconds: 18 * HOUR });
    expect(windows['1h']).toMatchObject({ coverage: 100, unknownSeconds: 0 });
  });

  it('of no target is refused', async () => {
    const { context } = await targetWith({});
    const targetId = '0'.repeat(24);
    await expect(statsSummary(context, { targetId })).rejects.toMatchObject({ code: 'not-found' });
    await expect(statsDaily(context, { targetId, days: 1 })).rejects.toThrow();
    await expect(explainStats(context, { targetId, window: '24h' })).rejects.toThrow();
    await expect(statsOutages(context, { targetId, from: ago(1), to: AT })).rejects.toThrow();
  });
});

describe('the days of a target', () => {
  it('are calendar days of the configured time zone, today so far included', async () => {
    const { context, targetId } = await targetWith({
      timeZone: 'Europe/Berlin',
      archived: [
        check(new Date('2026-03-28T22:59:00Z'), { outcome: 'failed' }),
        check(new Date('2026-03-28T23:00:00Z')),
        check(new Date('2026-03-29T21:59:00Z')),
        check(new Date('2026-03-29T22:00:00Z')),
      ],
    });
    const { timeZone, items } = await statsDaily(context, { targetId, days: 3 });
    expect(timeZone).toBe('Europe/Berlin');
    const shown = items.map(({ day, checks, failed, upSeconds }) => [
      day,
      checks,
      failed,
      upSeconds,
    ]);
    expect(shown).toEqual([
      ['2026-03-28', 1, 1, 24 * HOUR],
      ['2026-03-29', 2, 0, 23 * HOUR],
      ['2026-03-30', 1, 0, 11.5 * HOUR],
    ]);
  });
});

describe('records of days', () => {
  const record = (day: string, over: Partial<DailyRecord> = {}): DailyRecord => ({
    ...emptyDay(day, 'UTC'),
    checks: { ok: 280, slow: 0, failed: 8, inconclusive: 0 },
    seconds: { up: 80_000, down: 4_000, unknown: 2_400, paused: 0 },
    ...over,
  });

  it('count in place of the checks of their day, within a month and where it is a whole day', async () => {
    const { context, targetId, ranges } = await targetWith({
      archived: [check(new Date('2026-03-20T12:00:00Z')), check(ago(60))],
      records: [record('2026-02-28'), record('2026-03-20')],
    });
    const { windows } = await statsSummary(context, { targetId });
    expect(windows['30d']).toMatchObject({ checks: 289, failed: 8, downSeconds: 4_000 });
    expect(windows['24h'].checks).toBe(1);
    const day = new Date('2026-03-20T00:00:00Z');
    expect(ranges[0]).toEqual([ago(30 * 24 * HOUR), day]);
  });

  it('outlive checks; a day without either is unknown', async () => {
    const { context, targetId } = await targetWith({
      createdAt: ago(90 * 24 * HOUR),
      records: [record('2026-02-10'), record('2026-02-11', { zone: 'Asia/Tokyo' })],
    });
    const { items } = await statsDaily(context, { targetId, days: 50 });
    const shown = new Map(
      items.map(({ day, checks, unknownSeconds }) => [day, [checks, unknownSeconds]]),
    );
    expect(shown.get('2026-02-10')).toEqual([288, 2_400]);
    expect(shown.get('2026-02-11')).toEqual([288, 2_400]);
    expect(shown.get('2026-02-12')).toEqual([0, 86_400]);
    expect(shown.get('2026-03-20')).toEqual([0, 0]);
  });

  it('know their outages for longer than there are alerts, and count each once', async () => {
    const outage = (alertId: string, seconds: number) => ({ alertId, seconds });
    const { context, targetId } = await targetWith({
      records: [
        record('2026-03-18', { outages: [outage('a', 600), outage('b', 3_400)] }),
        record('2026-03-19', { outages: [outage('b', 3_800), outage('c', 200)] }),
      ],
    });
    const { windows } = await statsSummary(context, { targetId });
    expect(windows['30d']).toMatchObject({
      ...{ outages: 3, longestOutageSeconds: 7_200, downSeconds: 8_000, mttrSeconds: 2_667 },
    });
    const { items } = await statsDaily(context, { targetId, days: 20 });
    expect(items.find(({ day }) => day === '2026-03-19')).toMatchObject({ outages: 2 });
  });

  it('of another time zone are counted anew while there are checks', async () => {
    const { context, targetId } = await targetWith({
      archived: [check(new Date('2026-03-20T12:00:00Z'))],
      records: [record('2026-03-20', { zone: 'Asia/Tokyo' })],
    });
    const { windows } = await statsSummary(context, { targetId });
    expect(windows['30d'].checks).toBe(1);
  });
});

describe('the explanation of a window', () => {
  it('lists stretches without a hole, and what was counted', async () => {
    const { context, targetId } = await targetWith({
      outages: [outage('a', 2 * HOUR, HOUR)],
      createdAt: ago(10 * HOUR),
      recent: [check(ago(60)), check(ago(30), { origin: 'confirmation' })],
    });
    const explained = await explainStats(context, { targetId, window: '24h' });
    expect(explained.intervals).toEqual([
      {
        ...{ from: ago(24 * HOUR), to: ago(10 * HOUR), seconds: 14 * HOUR },
        ...{ state: 'unknown', alertId: null, isBeforeStart: true },
      },
      {
        ...{ from: ago(10 * HOUR), to: ago(2 * HOUR), seconds: 8 * HOUR },
        ...{ state: 'up', alertId: null, isBeforeStart: false },
      },
      {
        ...{ from: ago(2 * HOUR), to: ago(HOUR), seconds: HOUR },
        ...{ state: 'down', alertId: 'a', isBeforeStart: false },
      },
      {
        ...{ from: ago(HOUR), to: AT, seconds: HOUR },
        ...{ state: 'up', alertId: null, isBeforeStart: false },
      },
    ]);
    expect(explained.counts).toEqual({
      ...{ ok: 1, slow: 0, failed: 0, inconclusive: 0, confirmations: 1, manual: 0 },
    });
    expect(explained.stats.downSeconds).toBe(HOUR);
  });
});

describe('the explanation of any stretch of time', () => {
  it('counts what lies in it, and lasts until now at most', async () => {
    const { context, targetId } = await targetWith({
      outages: [outage('a', 2 * HOUR, HOUR)],
      recent: [check(ago(2 * HOUR), { outcome: 'failed' }), check(ago(60))],
    });
    const past = { targetId, from: ago(3 * HOUR), to: ago(HOUR) };
    const { from, to, stats, intervals } = await explainStats(context, past);
    expect([from, to]).toEqual([ago(3 * HOUR), ago(HOUR)]);
    expect(stats).toMatchObject({ checks: 1, failed: 1, outages: 1, downSeconds: HOUR });
    expect(intervals.map(({ state }) => state)).toEqual(['up', 'down']);
    const open = await explainStats(context, { targetId, from: ago(HOUR), to: ago(-HOUR) });
    expect(open).toMatchObject({ to: AT, stats: { checks: 1, failed: 0, upSeconds: HOUR } });
  });

  it('of long ago is made of records of days', async () => {
    const record: DailyRecord = {
      ...emptyDay('2026-01-10', 'UTC'),
      checks: { ok: 280, slow: 0, failed: 8, inconclusive: 0 },
      seconds: { up: 80_000, down: 4_000, unknown: 2_400, paused: 0 },
    };
    const createdAt = ago(90 * 24 * HOUR);
    const { context, targetId } = await targetWith({ createdAt, records: [record] });
    const { stats } = await explainStats(context, {
      targetId,
      ...{ from: new Date('2026-01-10T00:00:00Z'), to: new Date('2026-01-11T00:00:00Z') },
    });
    expect(stats).toMatchObject({ checks: 288, failed: 8, downSeconds: 4_000 });
  });
});

describe('the outages of a target', () => {
  it('come newest first, each with its seconds of the time that was asked for', async () => {
    const { context, targetId } = await targetWith({
      outages: [outage('a', 9_000, 7_000), outage('b', 600, null)],
    });
    const { items } = await statsOutages(context, { targetId, from: ago(8_000), to: ago(-100) });
    expect(items).toEqual([
      { alertId: 'b', since: ago(600), endedAt: null, seconds: 600, reason: 'Refused.' },
      { alertId: 'a', since: ago(9_000), endedAt: ago(7_000), seconds: 1_000, reason: 'Refused.' },
    ]);
  });
});
