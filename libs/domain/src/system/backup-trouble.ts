import type { Trouble } from '../alert/system-trouble.ts';
import type { UpkeepRecord } from '../upkeep/upkeep.ts';

/** A backup a day, and two hours for a night in which the machine was away. */
export const BACKUP_OVERDUE_MS = 26 * 3_600_000;

type Records = readonly Pick<UpkeepRecord, 'name' | 'createdAt' | 'last' | 'lastGood'>[];

/** When backups were last known to be in order: the last good one, or the day on which they were to begin. */
export const backedUpAt = ({
  createdAt,
  lastGood,
}: Pick<UpkeepRecord, 'createdAt' | 'lastGood'>): Date => lastGood?.endedAt ?? createdAt;

/** Names what is wrong with backups: the last one failed, there was none for too long, or one could not be restored. */
export function backupTroubles(records: Records, now: Date): Trouble[] {
  const troubles: Trouble[] = [];
  const backup = records.find(({ name }) => name === 'backup');
  const fault = backup?.last?.fault;
  if (backup && fault) {
    const since = backup.lastGood?.endedAt ?? null;
    const fact = { is: 'backup-failed', fault, lastGoodAt: since } as const;
    troubles.push({ key: 'backup-failed', severity: 'warning', hasLasted: true, fact });
  }
  if (backup && now.getTime() - backedUpAt(backup).getTime() > BACKUP_OVERDUE_MS) {
    const fact = { is: 'backup-overdue', since: backedUpAt(backup) } as const;
    // It has to last: a machine that was off, or slept, makes one as soon as it is back.
    troubles.push({ key: 'backup-overdue', severity: 'critical', fact });
  }
  const drill = records.find(({ name }) => name === 'restore-drill')?.last;
  if (drill?.fault) {
    const fact = { is: 'drill-failed', fault: drill.fault, at: drill.endedAt } as const;
    troubles.push({ key: 'drill-failed', severity: 'critical', hasLasted: true, fact });
  }
  return troubles;
}
