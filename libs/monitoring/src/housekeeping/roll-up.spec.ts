import { type AlertRecord, type Check, NO_PHASES, type TargetRecord } from '@app/domain';
import { hourFromChecks } from '@app/domain/history';
import { targetRecord } from '@app/domain/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DayOfTarget } from '../ports/daily.ts';
import { rollUp, rollUpMany, type RollUpPorts } from './roll-up.ts';

const NOW = new Date('2026-03-30T12:00:00Z');
const hour = (hours: number): Date => new Date(Date.UTC(2026, 2, 28, hours));

const check = (slot: Date, outcome: Check['outcome'] = 'ok'): Check => ({
  ...{ at: slot, slot, kind: 'http', origin: 'scheduled', confirmation: false, outcome },
  ...{ statusCode: 200, latencyMs: 100, phases: NO_PHASES, address: null, attempts: 1 },
  failure: null,
});

const checksFrom = (from: number, to: number): Check[] =>
  Array.from({ length: to - from }, (_, index) =>
    check(hour(from + index), index % 7 === 3 ? 'failed' : 'ok'),
  );

/** One that is checked each hour, one that began later and carries all of its checks, and one that is young. */
const UP = { ...targetRecord().state, status: 'up', statusSince: hour(-100) } as const;
const OLD = targetRecord({ state: UP, id: '0'.repeat(23) + '1', createdAt: hour(-100) });
const CARRIER = targetRecord({
  ...{ id: '0'.repeat(23) + '2', createdAt: hour(30), recent: checksFrom(30, 52) },
  gaps: [{ from: hour(40), to: hour(44) }],
});
const YOUNG = targetRecord({ id: '0'.repeat(23) + '3', createdAt: NOW });
const TARGETS: readonly TargetRecord[] = [OLD, CARRIER, YOUNG];
const IDS = TARGETS.map(({ id }) => id);
const STORED = checksFrom(0, 50);
const OUTAGE = {
  ...{ id: 'a', targetId: OLD.id, since: hour(27), endedAt: hour(29) },
} as AlertRecord;

let stored: DayOfTarget[];
let holdsOld: boolean;

const ports: RollUpPorts = {
  targets: { getMany: async (ids) => TARGETS.filter(({ id }) => ids.includes(id)) },
  results: {
    async *hours(id, from, to) {
      const own = id === OLD.id ? STORED : [];
      yield hourFromChecks(own.filter(({ slot }) => slot >= from && slot < to));
    },
    hoursOfMany: async (ids) =>
      holdsOld ? null : new Map(ids.includes(OLD.id) ? [[OLD.id, hourFromChecks(STORED)]] : []),
  },
  alerts: {
    outagesOf: async (ids) => (ids.includes(OLD.id) ? [OUTAGE] : []),
  },
  daily: { range: async () => [], put: async (days) => void stored.push(...days) },
  now: () => NOW,
};

beforeEach(() => {
  stored = [];
  holdsOld = false;
});

describe('records of several targets', () => {
  it.each(['UTC', 'Europe/Berlin', 'Australia/Lord_Howe'])(
    'counted together are those that are counted one by one (%s)',
    async (zone) => {
      const range = { first: '2026-03-28', last: '2026-03-29', zone };
      for (const id of IDS) await rollUp(ports, id, range);
      const oneByOne = stored;
      stored = [];
      expect(await rollUpMany(ports, IDS, range)).toBe(true);
      expect(stored).toEqual(oneByOne);
      expect(new Set(stored.map(({ targetId }) => targetId))).toEqual(
        new Set([OLD.id, CARRIER.id]),
      );
      expect(stored.some(({ record }) => record.outages !== undefined)).toBe(true);
    },
  );

  it('are counted one by one of days that may no longer be whole, and while old results are left', async () => {
    const old = { first: '2026-03-10', last: '2026-03-10', zone: 'UTC' };
    expect(await rollUpMany(ports, IDS, old)).toBe(false);
    holdsOld = true;
    const young = { first: '2026-03-29', last: '2026-03-29', zone: 'UTC' };
    expect(await rollUpMany(ports, IDS, young)).toBe(false);
    expect(stored).toEqual([]);
  });
});
