import { DEFAULT_SETTINGS, Setbacks } from '@app/domain';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TargetDay } from '../ports/results.ts';
import { closeDays, type ClosePorts } from './close-days.ts';

const NOW = new Date('2026-03-30T12:00:00Z');
const DAYS = ['2026-03-28', '2026-03-29'].map((day) => new Date(`${day}T00:00:00Z`));
const TARGETS = 60;

let open: TargetDay[];
let together: number[];
let oneByOne: string[];
let setbacks: Setbacks;
let fault: (days: readonly TargetDay[]) => void;

const isSame = (a: TargetDay, b: TargetDay): boolean =>
  a.targetId === b.targetId && a.day.getTime() === b.day.getTime();
const drop = (one: TargetDay): void => void (open = open.filter((other) => !isSame(one, other)));
const silent = (): void => undefined;

const ports: ClosePorts = {
  targets: { getMany: async () => [] },
  alerts: { outagesOf: async () => [] },
  daily: { range: async () => [], put: async () => undefined },
  results: {
    async *hours() {},
    hoursOfMany: async () => new Map(),
    openDays: async (_before, limit, except = []) =>
      open.filter((one) => !except.some((other) => isSame(one, other))).slice(0, limit),
    closeDays: async (days) => {
      fault(days);
      together.push(days.length);
      expect(new Set(days.map(({ day }) => day.getTime())).size).toBe(1);
      const [first, ...others] = days;
      for (const one of others) drop(one);
      return first ? [first] : [];
    },
    closeDay: async (one) => {
      fault([one]);
      oneByOne.push(one.targetId);
      drop(one);
    },
  },
  log: { debug: silent, info: silent, warn: silent, error: silent },
  now: () => NOW,
};

async function closeAll(): Promise<void> {
  const step = closeDays(ports, { settings: DEFAULT_SETTINGS, now: NOW, setbacks });
  for (let some = -1; some !== 0;) some = await step();
}

beforeEach(() => {
  const ids = Array.from({ length: TARGETS }, (_, index) => String(index));
  open = DAYS.flatMap((day) => ids.map((targetId) => ({ targetId, day })));
  together = [];
  oneByOne = [];
  setbacks = new Setbacks();
  fault = () => undefined;
});

describe('days that are over', () => {
  it('are closed for several targets together, and one by one where that is not to be', async () => {
    await closeAll();
    expect(open).toEqual([]);
    expect(together.reduce((sum, size) => sum + size, 0)).toBe(2 * TARGETS);
    expect(oneByOne).toHaveLength(together.length);
    expect(oneByOne.length).toBeLessThan(10);
  });

  it('are closed one by one beside one that fails, which is set apart', async () => {
    fault = (days) => {
      if (days.some(({ targetId }) => targetId === '7')) throw new Error('Damaged.');
    };
    await closeAll();
    expect(open.map(({ targetId }) => targetId)).toEqual(['7', '7']);
    expect(setbacks.waiting('closing the day', NOW)).toHaveLength(2);
  });
});
