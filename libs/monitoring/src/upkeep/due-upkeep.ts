import { isUnderWay, type UpkeepName, type UpkeepRun } from '@app/domain/backups';
import type { Context } from '../context.ts';
import { backUp, type BackupPorts } from './back-up.ts';
import { rehearseRestore } from './rehearse-restore.ts';

const WORK: Readonly<
  Record<UpkeepName, (context: Context<BackupPorts>) => Promise<UpkeepRun | null>>
> = { backup: backUp, 'restore-drill': rehearseRestore };

/** How often a process asks whether any upkeep is due. */
export const UPKEEP_MS = 3_000;

/** Does the upkeep that is due and that nobody else does, one piece after the other. Safe to run in any number of processes. */
export async function doDueUpkeep(context: Context<BackupPorts>): Promise<void> {
  const { upkeep, backups, now } = context.ports;
  if (backups.setup.places.length === 0) return;
  const records = await upkeep.list();
  for (const name of Object.keys(WORK) as UpkeepName[]) {
    const known = records.find((record) => record.name === name);
    // A claim decides; this only spares others the asking.
    if (known && (isUnderWay(known, now()) || known.dueAt > now())) continue;
    await WORK[name](context);
  }
}
