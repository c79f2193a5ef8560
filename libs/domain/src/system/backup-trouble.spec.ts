import { describe, expect, it } from 'vitest';
import type { BackupFault } from '../backup/fault.ts';
import { describeTrouble } from '../text/trouble.ts';
import { backupTroubles } from './backup-trouble.ts';
import { BAD_LOOKS, FIRST_LOOK, look, presentOf } from './watch.ts';
import type { UpkeepName, UpkeepRecord } from '../upkeep/upkeep.ts';

const HOUR_MS = 3_600_000;
const NOW = new Date('2026-07-15T12:00:00Z');
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * HOUR_MS);
const run = (hours: number, fault: BackupFault | null = null) => ({
  startedAt: hoursAgo(hours),
  endedAt: hoursAgo(hours),
  fault,
});
const record = (change: Partial<UpkeepRecord> = {}, name: UpkeepName = 'backup'): UpkeepRecord => ({
  ...{ name, createdAt: hoursAgo(900), dueAt: NOW, heldUntil: null },
  ...{ last: run(10), lastGood: run(10) },
  ...change,
});
const FULL: BackupFault = { is: 'no-room', place: '/b', freeMb: 1, neededMb: 9 };

describe('backups', () => {
  it('are no trouble where none are made, and while they succeed', () => {
    expect(backupTroubles([], NOW)).toEqual([]);
    expect(backupTroubles([record()], NOW)).toEqual([]);
  });

  it('are trouble from the first one that fails to the next that succeeds', () => {
    const failed = backupTroubles([record({ last: run(0, FULL) })], NOW);
    expect(failed).toMatchObject([{ key: 'backup-failed', severity: 'warning', hasLasted: true }]);
    expect(describeTrouble(failed[0]!.fact)).toBe(
      'The last backup failed: there is too little room in /b (1 MB are free, about 9 MB are needed). Make room there. The last good one is of 2026-07-15 02:00:00 UTC.',
    );
  });

  it.each([
    [26, false],
    [26.01, true],
  ])('are overdue %s hours after the last good one: %s', (hours, isOverdue) => {
    const keys = backupTroubles([record({ last: run(hours), lastGood: run(hours) })], NOW).map(
      ({ key }) => key,
    );
    expect(keys).toEqual(isOverdue ? ['backup-overdue'] : []);
  });

  it('are overdue where the first one never came', () => {
    const none = { last: null, lastGood: null };
    expect(backupTroubles([record({ ...none, createdAt: hoursAgo(2) })], NOW)).toEqual([]);
    const [late] = backupTroubles([record({ ...none, createdAt: hoursAgo(30) })], NOW);
    expect(late).toMatchObject({ key: 'backup-overdue', severity: 'critical' });
  });

  it('are overdue for nobody where the machine slept, and makes one as it wakes', () => {
    const asleep = [record({ last: run(60), lastGood: run(60) })];
    const made = [record({ last: run(0), lastGood: run(0) })];
    const newsOf = (...looks: (typeof asleep)[]) => {
      const watch = looks.reduce(
        (before, records) => look(before, backupTroubles(records, NOW)),
        FIRST_LOOK,
      );
      return presentOf(watch, [], NOW).news.map(({ key }) => key);
    };
    expect(newsOf(asleep)).toEqual([]);
    expect(newsOf(asleep, made)).toEqual([]);
    expect(newsOf(...Array.from({ length: BAD_LOOKS }, () => asleep))).toEqual(['backup-overdue']);
  });

  it('are trouble when one cannot be restored', () => {
    const drill = record({ last: run(1, { is: 'damaged', part: 2 }) }, 'restore-drill');
    const [one] = backupTroubles([record(), drill], NOW);
    expect(one).toMatchObject({ key: 'drill-failed', severity: 'critical' });
    expect(describeTrouble(one!.fact)).toMatch(/could not be restored in a drill.*part 2/i);
  });
});
