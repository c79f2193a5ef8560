import {
  backupName,
  nextTimeOfDay,
  spentBackups,
  type KeptBackup,
  type UpkeepRun,
} from '@app/domain/backups';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { doUpkeep, type UpkeepPorts } from './do-upkeep.ts';

export type BackupPorts = UpkeepPorts & Pick<Ports, 'backups'>;

/** How old a day is when it is backed up, in minutes. */
const BACKUP_MINUTE = 150;
/** A backup that failed is tried again this much later. */
const RETRY_MS = 1_800_000;

/**
 * Makes a backup where one is due: at once where there was none, then each night. Removes those that are no longer kept.
 * Returns what came of it; null when it was not our turn.
 */
export async function backUp(context: Context<BackupPorts>): Promise<UpkeepRun | null> {
  const { ports } = context;
  const { backups, log } = ports;
  if (backups.setup.places.length === 0) return null;
  const run = await doUpkeep(context, {
    name: 'backup',
    firstDueAt: (now) => now,
    run: async (signal) => {
      const file = backupName(ports.now());
      const { bytes, documents, places, fault } = await backups.make(file, signal);
      const kept = await removeSpent(ports);
      const keyId = backups.setup.keyId ?? '';
      return { fault, backup: { file, bytes, documents, places, keyId, kept } };
    },
    nextDueAt: ({ endedAt, fault }, timeZone) =>
      fault
        ? new Date(endedAt.getTime() + RETRY_MS)
        : nextTimeOfDay(endedAt, BACKUP_MINUTE, timeZone),
  });
  if (run && !run.fault) {
    const { file, bytes, documents } = run.backup ?? {};
    log.info({ file, bytes, documents }, 'a backup was made');
  }
  return run;
}

/** Keeps what is to be kept in each place; returns what is there then. */
async function removeSpent({ backups, log, now }: BackupPorts): Promise<KeptBackup[]> {
  const there = await backups.list();
  const kept: KeptBackup[] = [];
  for (const place of new Set(there.map((one) => one.place))) {
    const here = there.filter((one) => one.place === place);
    const spent = new Set(
      spentBackups(
        here.map(({ file }) => file),
        now(),
      ),
    );
    for (const one of here) {
      if (!spent.has(one.file)) kept.push(one);
      else
        await backups.remove(one).catch((error: unknown) => {
          log.warn({ file: one.file, err: error }, 'an old backup could not be removed');
        });
    }
  }
  return kept;
}
