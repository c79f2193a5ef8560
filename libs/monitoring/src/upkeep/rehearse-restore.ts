import { BackupError, nextTimeOfDay, type UpkeepRun } from '@app/domain/backups';
import type { Context } from '../context.ts';
import { doUpkeep } from './do-upkeep.ts';
import type { BackupPorts } from './back-up.ts';

/** How old a day is when a restore is rehearsed, in minutes: an hour after the backup. */
const DRILL_MINUTE = 210;
const WEEK_MS = 7 * 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * Restores the newest backup into a scratch database and compares what is there then, once a week in the night, and again
 * in the next night where that failed. Returns what came of it; null when it was not our turn.
 */
export async function rehearseRestore(context: Context<BackupPorts>): Promise<UpkeepRun | null> {
  const { backups } = context.ports;
  if (backups.setup.places.length === 0) return null;
  return await doUpkeep(context, {
    name: 'restore-drill',
    firstDueAt: (now, timeZone) => nextTimeOfDay(now, DRILL_MINUTE, timeZone),
    run: async (signal) => {
      const [newest] = await backups.list();
      if (!newest) throw new BackupError({ is: 'no-backup' });
      const { documents, collections, fault } = await backups.rehearse(newest, signal);
      return { fault, drill: { file: newest.file, documents, collections } };
    },
    nextDueAt: ({ endedAt, fault }, timeZone) => {
      // An hour less than a week: the night that ends the week, not the one after it.
      const after = fault ? endedAt : new Date(endedAt.getTime() + WEEK_MS - HOUR_MS);
      return nextTimeOfDay(after, DRILL_MINUTE, timeZone);
    },
  });
}
