import type { SystemBackups } from '@app/domain/backups';
import { backupWords } from '../../shared/words/backups';

export type BackupTask = 'backup' | 'drill';

/** How a task of the page ended, or why it did not yet. */
export interface BackupOutcome {
  readonly text: string;
  readonly isBad: boolean;
}

type Part = Pick<SystemBackups, 'isRunning'> & { last: { at: Date; problem: string | null } | null };

const partOf = (report: SystemBackups, task: BackupTask): Part =>
  task === 'backup' ? report : report.drill;

/** What came of a task that was asked for: from what was known before it, and what the server says after waiting for it. */
export function backupOutcome(
  task: BackupTask,
  before: SystemBackups,
  after: SystemBackups,
): BackupOutcome {
  const { isRunning, last } = partOf(after, task);
  if (isRunning) return { text: backupWords.stillRunning, isBad: false };
  const known = partOf(before, task).last;
  if (!last || last.at.getTime() === known?.at.getTime()) {
    return { text: backupWords.notBegun, isBad: true };
  }
  if (last.problem !== null) return { text: last.problem, isBad: true };
  return { text: task === 'backup' ? backupWords.done : backupWords.drillDone, isBad: false };
}
