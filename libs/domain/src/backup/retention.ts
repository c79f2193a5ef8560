import { backupTime } from './name.ts';

/** Days, weeks and months of which the newest backup is kept. */
const KEPT_BACKUPS = { days: 7, weeks: 4, months: 6 } as const;

const DAY_MS = 86_400_000;

/** The Monday that begins a week (UTC). */
const weekOf = (at: Date): number => {
  const day = Math.floor(at.getTime() / DAY_MS);
  // 1970-01-01 was a Thursday.
  return Math.floor((day + 3) / 7);
};

/**
 * Names of backups that are no longer kept, by the date in their names (UTC): kept is the newest one of each of the last
 * seven days, four weeks and six months that have one, and whatever is younger than a day. Names of other files are never
 * among them, nor is what a clock that was ahead has dated in the future, which takes nobody's place either.
 */
export function spentBackups(names: readonly string[], now: Date): string[] {
  const newestFirst = names
    .flatMap((name) => {
      const at = backupTime(name);
      return at && at.getTime() <= now.getTime() + DAY_MS ? [{ name, at }] : [];
    })
    .toSorted((a, b) => b.at.getTime() - a.at.getTime());
  const kept = new Set<string>();
  const keepNewestOfEach = (period: (at: Date) => number | string, count: number): void => {
    const seen = new Set<number | string>();
    for (const { name, at } of newestFirst) {
      const key = period(at);
      if (seen.has(key)) continue;
      if (seen.size === count) return;
      seen.add(key);
      kept.add(name);
    }
  };
  keepNewestOfEach((at) => at.toISOString().slice(0, 10), KEPT_BACKUPS.days);
  keepNewestOfEach(weekOf, KEPT_BACKUPS.weeks);
  keepNewestOfEach((at) => at.toISOString().slice(0, 7), KEPT_BACKUPS.months);
  for (const { name, at } of newestFirst) if (now.getTime() - at.getTime() < DAY_MS) kept.add(name);
  return newestFirst.map(({ name }) => name).filter((name) => !kept.has(name));
}
