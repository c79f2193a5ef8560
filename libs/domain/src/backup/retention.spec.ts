import { describe, expect, it } from 'vitest';
import { backupName } from './name.ts';
import { spentBackups } from './retention.ts';

const DAY_MS = 86_400_000;
const NOW = new Date('2026-07-15T02:30:30Z');
const daysAgo = (days: number): string =>
  backupName(new Date(NOW.getTime() - days * DAY_MS - 30_000));
const kept = (names: string[], now = NOW): string[] => {
  const spent = new Set(spentBackups(names, now));
  return names.filter((name) => !spent.has(name)).toSorted();
};
const day = (name: string): string => name.slice('netumo-'.length, 'netumo-2026-07-15'.length);

describe('backups of a year, one each night', () => {
  const all = Array.from({ length: 365 }, (_, days) => daysAgo(days));

  it('leave seven days, four weeks and six months', () => {
    expect(kept(all).map(day)).toEqual([
      ...['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31', '2026-06-28', '2026-06-30'],
      ...['2026-07-05', '2026-07-09', '2026-07-10', '2026-07-11', '2026-07-12', '2026-07-13'],
      ...['2026-07-14', '2026-07-15'],
    ]);
  });

  it('leave the same when they were thinned out night by night', () => {
    let there: string[] = [];
    for (const [index, name] of all.toReversed().entries()) {
      const now = new Date(NOW.getTime() - (364 - index) * DAY_MS);
      there = kept([...there, name], now);
    }
    expect(there).toEqual(kept(all));
  });
});

it('are kept for a day, however many there are', () => {
  const minutes = Array.from({ length: 50 }, (_, i) =>
    backupName(new Date(NOW.getTime() - i * 60_000)),
  );
  expect(spentBackups(minutes, NOW)).toEqual([]);
  expect(kept(minutes, new Date(NOW.getTime() + 2 * DAY_MS))).toHaveLength(1);
});

it('are kept where nothing newer was made for years', () => {
  const old = [daysAgo(900), daysAgo(1_000)];
  expect(spentBackups(old, NOW)).toEqual([]);
});

it('of a clock that was ahead are kept, and take no place of others', () => {
  const ahead = Array.from({ length: 40 }, (_, i) => daysAgo(-100 - 31 * i));
  const real = Array.from({ length: 7 }, (_, days) => daysAgo(days));
  expect(kept([...ahead, ...real])).toEqual([...real, ...ahead].toSorted());
});

it('are told by their names, and other files are left alone', () => {
  const others = ['notes.txt', `${daysAgo(300)}.unfinished`, 'netumo-2020.backup'];
  const all = Array.from({ length: 400 }, (_, days) => daysAgo(days));
  const spent = spentBackups([...others, ...all], NOW);
  expect(spent).toHaveLength(386);
  for (const other of others) expect(spent).not.toContain(other);
});
