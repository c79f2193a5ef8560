import { describe, expect, it } from 'vitest';
import { describeTrouble } from '../text/trouble.ts';
import { reportUpkeep, upkeepTroubles } from './upkeep-report.ts';
import { UPKEEP_NAMES, type UpkeepRecord } from '../upkeep/upkeep.ts';

const NOW = new Date('2026-07-15T12:00:00Z');
const ago = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1_000);
const record = (change: Partial<UpkeepRecord>): UpkeepRecord => ({
  ...{ name: 'index-check', createdAt: ago(9_000), dueAt: ago(-60), heldUntil: null },
  ...{ last: null, lastGood: null },
  ...change,
});
const good = { startedAt: ago(90), endedAt: ago(60), fault: null };
const ALL = { hasBackups: true, hasArchive: true };

describe('reportUpkeep', () => {
  it('names every kind, done or not', () => {
    const { items } = reportUpkeep([], ALL, NOW);
    expect(items.map(({ name }) => name)).toEqual(UPKEEP_NAMES);
    expect(items.every(({ state, lastAt }) => state === 'none' && lastAt === null)).toBe(true);
    const off = reportUpkeep([], { hasBackups: false, hasArchive: false }, NOW).items;
    expect(off.flatMap(({ name, state }) => (state === 'off' ? name : []))).toEqual([
      ...['backup', 'restore-drill', 'archive'],
    ]);
  });

  it('says when it was done, how long that took, what came of it, and when it is due', () => {
    const run = { ...good, indexes: { checked: 60, made: ['targets.a_1'] } };
    const { items } = reportUpkeep([record({ last: run, lastGood: run })], ALL, NOW);
    expect(items.find(({ name }) => name === 'index-check')).toEqual({
      ...{ name: 'index-check', state: 'ok', isRunning: false, lastAt: ago(60), seconds: 30 },
      ...{
        result: 'targets.a_1 was missing and made again.',
        lastGoodAt: ago(60),
        nextAt: ago(-60),
      },
    });
  });

  it('says what went wrong, and that it is running', () => {
    const last = { ...good, fault: { is: 'error' as const, detail: 'no' } };
    const held = record({ last, lastGood: good, heldUntil: ago(-9) });
    const item = reportUpkeep([held], ALL, NOW).items.find(({ name }) => name === 'index-check');
    expect(item).toMatchObject({ state: 'failed', isRunning: true, result: 'no' });
  });

  it.each([
    ['retention', 0, 'Nothing was too old.'],
    ['retention', 1, '1 piece of old data was deleted.'],
    ['roll-up', 0, 'Nothing was left to count.'],
    ['archive', 2, 'Days of 2 targets were archived.'],
  ] as const)('of %s that did %i: %s', (name, done, result) => {
    const { items } = reportUpkeep([record({ name, last: { ...good, done } })], ALL, NOW);
    expect(items.find((one) => one.name === name)?.result).toBe(result);
  });
});

describe('upkeepTroubles', () => {
  it('names what failed, save backups, which have alerts of their own', () => {
    const last = { ...good, fault: { is: 'error' as const, detail: 'The disk is broken.' } };
    expect(upkeepTroubles([record({ last: good }), record({ name: 'backup', last })])).toEqual([]);
    const [one] = upkeepTroubles([record({ last, lastGood: good })]);
    expect(one).toMatchObject({ key: 'upkeep:index-check', severity: 'warning' });
    expect(one && describeTrouble(one.fact)).toBe(
      'Checking the indexes failed: The disk is broken. It last succeeded at 2026-07-15 11:59:00 UTC. It is tried again; the log of the worker says more.',
    );
  });
});
