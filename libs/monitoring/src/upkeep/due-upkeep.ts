import { isUnderWay, type PlannedUpkeep, type UpkeepRun } from '@app/domain/backups';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { backUp, type BackupPorts } from './back-up.ts';
import { checkIndexes } from './check-indexes.ts';
import { rehearseRestore } from './rehearse-restore.ts';
import { vacuumQueue } from './vacuum-queue.ts';

export type DueUpkeepPorts = BackupPorts &
  Pick<Ports, 'indexes'> & { queue: Pick<Ports['queue'], 'vacuum'> };

type Work = (context: Context<DueUpkeepPorts>) => Promise<UpkeepRun | null>;

const WORK: Readonly<Record<PlannedUpkeep, Work>> = {
  backup: backUp,
  'restore-drill': rehearseRestore,
  vacuum: vacuumQueue,
  'index-check': checkIndexes,
};
const NEED_A_PLACE: readonly string[] = ['backup', 'restore-drill'];

/** How often a process asks whether any upkeep is due. */
export const UPKEEP_MS = 3_000;

/** Does the upkeep that is due and that nobody else does, one piece after the other. Safe to run in any number of processes. */
export async function doDueUpkeep(context: Context<DueUpkeepPorts>): Promise<void> {
  const { upkeep, backups, now } = context.ports;
  const hasPlace = backups.setup.places.length > 0;
  const records = await upkeep.list();
  for (const name of Object.keys(WORK) as PlannedUpkeep[]) {
    if (!hasPlace && NEED_A_PLACE.includes(name)) continue;
    const known = records.find((record) => record.name === name);
    // A claim decides; this only spares others the asking.
    if (known && (isUnderWay(known, now()) || known.dueAt > now())) continue;
    await WORK[name](context);
  }
}
