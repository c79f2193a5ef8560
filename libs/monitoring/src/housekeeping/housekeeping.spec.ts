import { DEFAULT_SETTINGS, type Housekeeping } from '@app/domain';
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

const ports: HousekeepingPorts = {
  housekeeping: {
    claim: async () => (isHeld ? null : { memory }),
    renew: async () => isRenewed,
    complete: async (_token, kept, due) => {
      memory = kept;
      dueAt = due;
    },
  },
  settings: { get: async () => DEFAULT_SETTINGS, update: async () => DEFAULT_SETTINGS },
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
    closeDay: async () => void said.push('close'),
    removeDays: removal('days'),
    removeEvidence: removal('evidence'),
  },
  alerts: { removeBefore: removal('alerts') },
  deliveries: { removeBefore: removal('deliveries') },
  inbox: { removeBefore: removal('inbox') },
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
  said = [];
  left = {};
});

describe('keepHouse', () => {
  it('does everything to its end, then waits', async () => {
    left = { adopt: 250, open: 3, days: 450, alerts: 1 };
    expect(await keepHouse(systemContext(ports))).toBe(704);
    expect(said).toEqual([
      ...['adopt', 'adopt', 'adopt'],
      ...['2026-03-10T00:00:00.000Z', 'open', 'close', 'close', 'close'],
      ...['2026-03-10T00:00:00.000Z', 'open'],
      ...['2026-02-03', 'days', '2026-02-03', 'days', '2026-02-03', 'days', '2026-02-03', 'days'],
      ...['2025-12-10', 'evidence', '2025-03-10', 'deliveries', '2025-03-10', 'inbox'],
      ...['2025-03-10', 'alerts', '2025-03-10', 'alerts'],
    ]);
    expect(memory).toEqual({ at: T0 });
    expect(dueAt).toEqual(new Date(T0.getTime() + 600_000));
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
    ['others are to have a turn', () => (now = new Date(T0.getTime() + 60_000))],
  ])('breaks off after a batch when %s, and is due again at once', async (what, happens) => {
    left = { adopt: 10_000 };
    const stop = new AbortController();
    const adoptOld = async (limit: number) => {
      if (what === 'it has to stop') stop.abort();
      happens();
      return take('adopt', limit);
    };
    const results = { ...ports.results, adoptOld };
    await keepHouse(systemContext({ ...ports, results }, { signal: stop.signal }));
    expect(said).toEqual(['adopt']);
    expect(dueAt).toEqual(now);
  });

  it('deletes nothing for a day after the clock has jumped', async () => {
    memory = { at: new Date(T0.getTime() - 400 * DAY_MS) };
    left = { open: 1, days: 10 };
    await keepHouse(systemContext(ports));
    expect(said).toContain('close');
    expect(said).not.toContain('days');
    expect(memory).toEqual({ at: T0, heldUntil: new Date(T0.getTime() + DAY_MS) });
    now = new Date(T0.getTime() + DAY_MS);
    await keepHouse(systemContext(ports));
    expect(said).toContain('days');
  });
});
