import {
  type AlertRecord,
  type Change,
  DEFAULT_SETTINGS,
  type DeliveryRecord,
  type Housekeeping,
  Setbacks,
} from '@app/domain';
import type { UpkeepRun } from '@app/domain/backups';
import { beforeEach, describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { keepHouse, type HousekeepingPorts } from './housekeeping.ts';

const T0 = new Date('2026-03-10T12:00:00Z');
const DAY_MS = 86_400_000;

let now: Date;
let memory: Housekeeping | null;
let dueAt: Date | null;
let isHeld: boolean;
let said: string[];
/** How much is left to do of each kind. */
let left: Record<string, number>;
let isRenewed: boolean;
let isFull: boolean;
let isDiskSilent: boolean;
let archive: boolean;
let alerts: AlertRecord[];
let deliveries: DeliveryRecord[];
let dropped: string[];
let published: Change[];

const HASHES = { sha256: '', contentSha256: '' };

const take = (kind: string, most: number): number => {
  const some = Math.min(left[kind] ?? 0, most);
  left[kind] = (left[kind] ?? 0) - some;
  said.push(kind);
  return some;
};

const removal = (kind: string) => async (before: Date, limit: number) => {
  said.push(before.toISOString().slice(0, 10));
  return take(kind, limit);
};

/** What people see of it afterwards. */
let noted: { name: string; run: UpkeepRun; due: Date }[] = [];

const ports: HousekeepingPorts = {
  housekeeping: {
    memory: async () => memory,
    claim: async () => (isHeld ? null : { memory }),
    renew: async () => isRenewed,
    complete: async (_token, kept, due) => {
      memory = kept;
      dueAt = due;
    },
  },
  upkeep: {
    claim: async () => null,
    renew: async () => false,
    release: async () => undefined,
    complete: async () => undefined,
    request: async () => undefined,
    list: async () => [],
    note: async (name, { run, dueAt: due }) => void noted.push({ name, run, due }),
  },
  settings: {
    get: async () => ({
      ...DEFAULT_SETTINGS,
      retention: { ...DEFAULT_SETTINGS.retention, archive },
    }),
    update: async () => DEFAULT_SETTINGS,
  },
  results: {
    adoptOld: async (limit) => take('adopt', limit),
    openDays: async (before, limit) => {
      said.push(before.toISOString());
      const some = take('open', limit);
      return Array.from({ length: some }, (_, index) => ({
        targetId: String(index),
        day: new Date(0),
      }));
    },
    closeDays: async (days) => [...days],
    closeDay: async () => void said.push('close'),
    async *hours() {},
    hoursOfMany: async () => new Map(),
    oldestDay: async (before) => {
      said.push(before.toISOString().slice(0, 10));
      return (left['days'] ?? 0) > 0 ? new Date('2026-01-05T00:00:00Z') : null;
    },
    async *checksOfDay() {
      for (let index = 0; index < 3; index++) {
        yield { key: `key ${index}`, targetId: `${index}`, checks: [], version: 'v' };
      }
    },
    removeClosed: async (versions) => {
      said.push(`remove ${[...versions.keys()].join()}`);
      left['days'] = (left['days'] ?? 0) - 3;
      return versions.size;
    },
    removeDays: removal('days'),
    removeEvidence: removal('evidence'),
  },
  archive: {
    write: async (day, targets) => {
      await Array.fromAsync(targets);
      said.push(`archive ${day}`);
      if (isFull) throw new Error('no room');
      return { ...{ file: '', day, targets: 3, checks: 0, bytes: 0 }, ...HASHES, writtenAt: now };
    },
    list: async () => ({ files: [], unreadable: [] }),
    async *read() {},
  },
  targets: { getMany: async () => [], ages: async () => [] },
  disk: {
    freeBytes: async () => null,
    room: async () => null,
    collections: async () => [],
    usedBytes: async () => {
      if (isDiskSilent) throw new Error('Away.');
      return 1_000;
    },
  },
  daily: {
    range: async () => [],
    counted: async () => [],
    put: async () => undefined,
    eraseTarget: async () => undefined,
  },
  alerts: {
    removeBefore: removal('alerts'),
    outagesOf: async () => [],
    getMany: async (ids) => alerts.filter(({ id }) => ids.includes(id)),
  },
  channels: { list: async () => [] },
  changes: { publish: async (changes) => void published.push(...changes) },
  deliveries: {
    removeBefore: removal('deliveries'),
    list: async ({ state, cursor, limit }) => {
      const from = Number(cursor ?? 0);
      const all = deliveries.filter((one) => one.state === state);
      const nextCursor = from + limit < all.length ? String(from + limit) : null;
      return { items: all.slice(from, from + limit), nextCursor };
    },
    drop: async (ids, because, from) => {
      for (const id of ids) dropped.push(`${id} ${from ?? ''} ${because}`);
      return ids.length;
    },
  },
  inbox: { removeBefore: removal('inbox') },
  audit: {
    begin: async () => undefined,
    forget: async () => undefined,
    list: async () => ({ items: [], nextCursor: null }),
    unfinished: async () => [],
    append: async () => undefined,
    range: async () => [],
    removeThrough: async () => 0,
  },
  log: {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  },
  now: () => now,
  newId: () => 'token',
};

beforeEach(() => {
  now = T0;
  memory = null;
  dueAt = null;
  isHeld = false;
  isRenewed = true;
  isFull = false;
  isDiskSilent = false;
  archive = true;
  said = [];
  left = {};
  alerts = [];
  deliveries = [];
  dropped = [];
  published = [];
  noted = [];
});

describe('keepHouse', () => {
  it('does everything to its end, then waits', async () => {
    left = { adopt: 250, open: 3, days: 6, alerts: 1 };
    expect(await keepHouse(systemContext(ports))).toBe(260);
    expect(said).toEqual([
      ...['adopt', 'adopt', 'adopt'],
      ...['2026-03-10T00:00:00.000Z', 'open', 'close', 'close', 'close'],
      ...['2026-03-10T00:00:00.000Z', 'open'],
      ...['2025-12-10', 'evidence', '2025-03-10', 'deliveries', '2025-03-10', 'inbox'],
      ...['2025-03-10', 'alerts', '2025-03-10', 'alerts'],
      ...['2026-02-03', 'archive 2026-01-05', 'remove key 0,key 1,key 2'],
      ...['2026-02-03', 'archive 2026-01-05', 'remove key 0,key 1,key 2', '2026-02-03'],
    ]);
    expect(memory).toEqual({
      ...{ at: T0, counted: { zone: 'UTC', day: '2026-03-09' } },
      sizes: [{ at: T0, bytes: 1_000 }],
    });
    expect(dueAt).toEqual(new Date(T0.getTime() + 600_000));
    expect(noted.map(({ name, run, due }) => [name, run.done, run.fault, due])).toEqual([
      ['roll-up', 253, null, dueAt],
      ['retention', 1, null, dueAt],
      ['archive', 6, null, dueAt],
    ]);
  });

  it('deletes no check that could not be archived, and does everything else', async () => {
    isFull = true;
    left = { days: 6, alerts: 1 };
    await expect(keepHouse(systemContext(ports))).rejects.toThrow('Not all of the house');
    expect(said).toContain('alerts');
    expect(said.filter((one) => one.startsWith('remove'))).toEqual([]);
    expect(left).toMatchObject({ days: 6, alerts: 0 });
    expect(noted.map(({ name, run }) => [name, run.fault?.is])).toEqual([
      ['roll-up', undefined],
      ['retention', undefined],
      ['archive', 'error'],
    ]);
    expect(dueAt).toEqual(new Date(T0.getTime() + 600_000));
  });

  it('archives nothing where no archive is wanted', async () => {
    archive = false;
    left = { days: 450 };
    await keepHouse(systemContext(ports));
    expect(said.filter((one) => one === 'days')).toHaveLength(4);
    expect(said.filter((one) => one.startsWith('archive'))).toEqual([]);
  });

  it('notes how large the store is, where that can be known', async () => {
    isDiskSilent = true;
    await keepHouse(systemContext(ports));
    expect(memory).not.toHaveProperty('sizes');
    isDiskSilent = false;
    for (const hours of [0, 3, 6]) {
      now = new Date(T0.getTime() + hours * 3_600_000);
      await keepHouse(systemContext(ports));
    }
    expect(memory?.sizes?.map(({ at }) => at)).toEqual([T0, now]);
  });

  it('leaves the day that has just ended open for late checks', async () => {
    now = new Date('2026-03-10T02:59:00Z');
    await keepHouse(systemContext(ports));
    expect(said).toContain('2026-03-09T00:00:00.000Z');
  });

  it('does nothing where another process keeps house', async () => {
    isHeld = true;
    expect(await keepHouse(systemContext(ports))).toBeNull();
    expect(said).toEqual([]);
  });

  it.each<[string, () => void]>([
    ['it has to stop', () => undefined],
    ['the right is lost', () => (isRenewed = false)],
    ['others are to have a turn', () => undefined],
  ])('breaks off after a batch when %s', async (what, happens) => {
    left = { adopt: 10_000 };
    const stop = new AbortController();
    const adoptOld = async (limit: number) => {
      now = new Date(T0.getTime() + (what === 'others are to have a turn' ? 60_000 : 20_000));
      if (what === 'it has to stop') stop.abort();
      happens();
      return take('adopt', limit);
    };
    const results = { ...ports.results, adoptOld };
    await keepHouse(systemContext({ ...ports, results }, { signal: stop.signal }));
    expect(said).toEqual(['adopt']);
  });

  it('is due again at once where something is left', async () => {
    left = { adopt: 10_000 };
    const adoptOld = async (limit: number) => {
      now = new Date(now.getTime() + 25_000);
      return take('adopt', limit);
    };
    await keepHouse(systemContext({ ...ports, results: { ...ports.results, adoptOld } }));
    expect(said).toEqual(['adopt', 'adopt', 'adopt']);
    expect(dueAt).toEqual(now);
  });

  it('drops messages with which nothing can be done any more, and no others', async () => {
    const one = (id: string, state: string, alertId: string): DeliveryRecord =>
      ({ id, state, alertId, channelId: 'gone', updatedAt: T0, createdAt: T0 }) as DeliveryRecord;
    const alert = (id: string, endedAt: Date | null) => ({ id, endedAt }) as AlertRecord;
    alerts = [alert('over', T0), alert('lasts', null)];
    deliveries = [
      ...Array.from({ length: 250 }, (_, index) => one(`kept ${index}`, 'dead', 'lasts')),
      one('letter', 'dead', 'over'),
      { ...one('waits', 'pending', 'over'), createdAt: new Date(T0.getTime() - DAY_MS) },
      one('told', 'sent', 'over'),
    ];
    await keepHouse(systemContext(ports));
    expect(dropped).toEqual(['letter dead channel-gone', 'waits pending channel-gone']);
    expect(published).toEqual([
      { type: 'alert', id: 'over' },
      { type: 'alert', id: 'over' },
    ]);
    dropped = [];
    memory = { at: new Date(T0.getTime() - 400 * DAY_MS) };
    await keepHouse(systemContext(ports));
    expect(dropped).toEqual([]);
  });

  it('deletes nothing for a day after the clock has jumped', async () => {
    memory = { at: new Date(T0.getTime() - 400 * DAY_MS) };
    left = { open: 1, days: 10 };
    await keepHouse(systemContext(ports));
    expect(said).toContain('close');
    expect(left['days']).toBe(10);
    expect(memory).toMatchObject({ at: T0, heldUntil: new Date(T0.getTime() + DAY_MS) });
    now = new Date(T0.getTime() + DAY_MS);
    await keepHouse(systemContext(ports));
    expect(left['days']).toBeLessThan(10);
  });

  it('sets a day apart that cannot be closed, and goes on with all others', async () => {
    const setbacks = new Setbacks();
    const open = Array.from({ length: 250 }, (_, index) => `target ${index}`);
    const bad = new Set(open.filter((_, index) => index % 3 === 0));
    const closed: string[] = [];
    const results: HousekeepingPorts['results'] = {
      ...ports.results,
      openDays: async (_before, limit, except = []) =>
        open
          .filter((id) => !closed.includes(id))
          .map((targetId) => ({ targetId, day: new Date(0) }))
          .filter(({ targetId }) => !except.some((one) => one.targetId === targetId))
          .slice(0, limit),
      closeDay: async ({ targetId }) => {
        if (bad.has(targetId)) throw new Error('Damaged.');
        closed.push(targetId);
      },
    };
    left = { alerts: 1 };
    for (let time = 0; time < 4; time++) {
      await keepHouse(systemContext({ ...ports, results }), setbacks);
      now = new Date(now.getTime() + 600_000);
    }
    expect(closed).toHaveLength(open.length - bad.size);
    expect(new Set(closed).size).toBe(closed.length);
    expect(left['alerts']).toBe(0);
    expect(setbacks.stuck).toMatchObject({ count: bad.size });
    expect(setbacks.stuck?.example).toContain('closing the day 1970-01-01 of the target target 0');
    bad.clear();
    now = new Date(now.getTime() + DAY_MS / 2);
    await keepHouse(systemContext({ ...ports, results }), setbacks);
    expect(new Set(closed)).toEqual(new Set(open));
    expect(setbacks.stuck).toBeNull();
  });
});
