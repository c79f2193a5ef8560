import { type Check, type CountedDays, DEFAULT_SETTINGS, NO_PHASES, Setbacks } from '@app/domain';
import type { DailyRecord } from '@app/domain/stats';
import { targetRecord } from '@app/domain/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { countDays, type CountPorts } from './count-days.ts';

const DAY_MS = 86_400_000;
const NOW = new Date('2026-03-10T12:00:00Z');
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * DAY_MS);

const check = (slot: Date): Check => ({
  ...{ at: slot, slot, kind: 'http', origin: 'scheduled', confirmation: false, outcome: 'ok' },
  ...{ statusCode: 200, latencyMs: 100, phases: NO_PHASES, address: null, attempts: 1 },
  failure: null,
});

/** Checked once a day, paused for three days: it still carries all of its checks. */
const SELDOM = targetRecord({
  id: '000000000000000000000001',
  createdAt: daysAgo(20),
  recent: Array.from({ length: 20 }, (_, days) => check(daysAgo(19 - days))),
  pauses: [{ from: new Date('2026-03-05T00:00:00Z'), to: new Date('2026-03-08T00:00:00Z') }],
});
const YOUNG = targetRecord({ id: '000000000000000000000002', createdAt: daysAgo(2) });
const TARGETS = [SELDOM, YOUNG];

let records: Map<string, DailyRecord>;
let failing: string | null;
let counted: CountedDays | undefined;
let reads: number;
let setbacks: Setbacks;

const silent = () => undefined;
const ports: CountPorts = {
  targets: {
    getMany: async (ids) => {
      if (failing && ids.includes(failing)) throw new Error('Damaged.');
      return TARGETS.filter(({ id }) => ids.includes(id));
    },
    ages: async (after) => (after === null ? TARGETS : []),
  },
  results: {
    async *hours() {
      reads++;
      yield* [];
    },
    hoursOfMany: async () => null,
  },
  alerts: { outagesOf: async () => [] },
  daily: {
    range: async (targetId, first, last) =>
      [...records]
        .filter(([key, { day }]) => key.startsWith(targetId) && day >= first && day <= last)
        .map(([, record]) => record),
    counted: async (ids, days) =>
      ids.flatMap((targetId) =>
        days.flatMap((day) => {
          const record = records.get(`${targetId} ${day}`);
          return record ? [{ targetId, day, zone: record.zone }] : [];
        }),
      ),
    put: async (days) => {
      for (const { targetId, record } of days) records.set(`${targetId} ${record.day}`, record);
    },
  },
  log: { debug: silent, info: silent, warn: silent, error: silent },
  now: () => NOW,
};

async function count(timeZone = 'UTC'): Promise<void> {
  const step = countDays(ports, {
    settings: {
      ...DEFAULT_SETTINGS,
      timeZone,
      retention: { ...DEFAULT_SETTINGS.retention, checkDays: 8 },
    },
    now: NOW,
    setbacks,
    counted,
    onCounted: (days) => (counted = days),
  });
  for (let some = -1; some !== 0;) some = await step(async () => undefined);
}

const daysOf = ({ id }: { id: string }): string[] =>
  [...records.keys()].filter((key) => key.startsWith(id)).map((key) => key.slice(id.length + 1));

beforeEach(() => {
  records = new Map();
  failing = null;
  counted = undefined;
  reads = 0;
  setbacks = new Setbacks();
});

describe('days without a record', () => {
  it('are counted of targets that still carry their checks, that were paused, or are young', async () => {
    await count();
    expect(daysOf(SELDOM)).toEqual(
      ['02', '03', '04', '05', '06', '07', '08', '09'].map((day) => `2026-03-${day}`),
    );
    const paused = records.get(`${SELDOM.id} 2026-03-06`);
    expect(paused).toMatchObject({ checks: { ok: 1 }, seconds: { paused: 86_400 } });
    expect(daysOf(YOUNG)).toEqual(['2026-03-08', '2026-03-09']);
    expect(counted).toEqual({ zone: 'UTC', day: '2026-03-09' });
  });

  it('are looked for once', async () => {
    await count();
    const before = reads;
    await count();
    records.delete(`${SELDOM.id} 2026-03-09`);
    await count();
    expect(reads).toBe(before);
    counted = { zone: 'UTC', day: '2026-03-08' };
    await count();
    expect(daysOf(SELDOM)).toContain('2026-03-09');
  });

  it('are counted anew in another time zone', async () => {
    await count();
    await count('Asia/Tokyo');
    const zones = new Set([...records.values()].map(({ zone }) => zone));
    expect(counted).toEqual({ zone: 'Asia/Tokyo', day: '2026-03-09' });
    expect(records.get(`${SELDOM.id} 2026-03-09`)).toMatchObject({
      ...{ zone: 'Asia/Tokyo', checks: { ok: 1 } },
    });
    // The first day began before checks are kept: it is as it was counted.
    expect(zones).toEqual(new Set(['UTC', 'Asia/Tokyo']));
    expect(records.get(`${SELDOM.id} 2026-03-02`)?.zone).toBe('UTC');
  });

  it('of a target that fails keep no other waiting, and are looked for again', async () => {
    failing = SELDOM.id;
    await count();
    expect(daysOf(YOUNG)).toHaveLength(2);
    expect(counted).toBeUndefined();
    expect(setbacks.waiting('counting the days of the target', NOW)).toEqual([SELDOM.id]);
    failing = null;
    await count();
    expect(daysOf(SELDOM)).toHaveLength(8);
  });
});
