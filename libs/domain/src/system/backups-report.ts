import type { BackupRun, KeptBackup, RestoreDrill, SystemBackups } from '../backup/schema.ts';
import { describeBackupFault } from '../text/backup-fault.ts';
import { formatInstant } from '../text/format/instant.ts';
import { BACKUP_OVERDUE_MS, backedUpAt } from './backup-trouble.ts';
import type { Component } from './schema.ts';
import { isUnderWay, type UpkeepRecord, type UpkeepRun } from '../upkeep/upkeep.ts';

/** What backups go to, and the name of their key. */
export interface BackupSetup {
  readonly places: readonly string[];
  readonly keyId: string | null;
}

/** How safe the data are, as people see it. */
export function reportBackups(
  records: readonly UpkeepRecord[],
  { places, keyId }: BackupSetup,
  now: Date,
): SystemBackups {
  const backup = records.find(({ name }) => name === 'backup') ?? null;
  const drill = records.find(({ name }) => name === 'restore-drill') ?? null;
  return {
    at: now,
    state: places.length === 0 ? 'off' : stateOf(backup, now),
    isRunning: backup !== null && isUnderWay(backup, now),
    places: [...places],
    keyId,
    items: newestFirst(backup?.last?.backup?.kept ?? backup?.lastGood?.backup?.kept ?? []),
    last: backup?.last ? toBackupRun(backup.last) : null,
    lastGoodAt: backup?.lastGood?.endedAt ?? null,
    nextAt: backup?.dueAt ?? null,
    drill: {
      isRunning: drill !== null && isUnderWay(drill, now),
      last: drill?.last ? toDrill(drill.last) : null,
      lastGoodAt: drill?.lastGood?.endedAt ?? null,
      nextAt: drill?.dueAt ?? null,
    },
  };
}

function stateOf(backup: UpkeepRecord | null, now: Date): SystemBackups['state'] {
  if (!backup) return 'none';
  if (now.getTime() - backedUpAt(backup).getTime() > BACKUP_OVERDUE_MS) return 'overdue';
  if (backup.last?.fault) return 'failed';
  return backup.lastGood ? 'ok' : 'none';
}

/** They are kept place by place. */
const newestFirst = (kept: readonly KeptBackup[]): KeptBackup[] =>
  kept.toSorted((a, b) => b.at.getTime() - a.at.getTime());

const secondsOf = ({ startedAt, endedAt }: UpkeepRun): number =>
  Math.max(0, endedAt.getTime() - startedAt.getTime()) / 1_000;

const toBackupRun = (run: UpkeepRun): BackupRun => ({
  at: run.endedAt,
  state: run.fault ? 'failed' : 'done',
  file: run.backup?.file ?? null,
  bytes: run.backup?.bytes ?? 0,
  documents: run.backup?.documents ?? 0,
  seconds: secondsOf(run),
  places: run.backup?.places ?? [],
  problem: run.fault && describeBackupFault(run.fault),
});

const toDrill = (run: UpkeepRun): RestoreDrill => ({
  at: run.endedAt,
  state: run.fault ? 'failed' : 'passed',
  file: run.drill?.file ?? null,
  documents: run.drill?.documents ?? 0,
  seconds: secondsOf(run),
  collections: run.drill?.collections ?? [],
  problem: run.fault && describeBackupFault(run.fault),
});

/** How backups do, in words, as a part of the system. */
export function backupComponent({
  state,
  last,
  lastGoodAt,
  drill,
  keyId,
}: SystemBackups): Component {
  const part = (status: Component['status'], detail: string): Component => ({
    name: 'backups',
    status,
    detail,
  });
  const good = lastGoodAt
    ? `The last good one is of ${formatInstant(lastGoodAt)}.`
    : 'There is none yet.';
  const key = keyId === null ? '' : ` Their key is ${keyId}: without it they cannot be opened.`;
  if (state === 'off') return part('ok', 'No backups are made here.');
  if (state === 'overdue')
    return part('failing', `There was no backup for more than a day. ${good}`);
  if (state === 'failed')
    return part('degraded', `The last backup failed. ${last?.problem ?? ''} ${good}`);
  if (drill.last?.problem) {
    const when = formatInstant(drill.last.at);
    return part(
      'failing',
      `A backup could not be restored in the drill at ${when}. ${drill.last.problem}`,
    );
  }
  if (state === 'none') return part('ok', `The first backup is still to come.${key}`);
  const tried = drill.lastGoodAt
    ? `A restore was last rehearsed at ${formatInstant(drill.lastGoodAt)}.`
    : 'A restore was not rehearsed yet.';
  return part('ok', `${good} ${tried}${key}`);
}
