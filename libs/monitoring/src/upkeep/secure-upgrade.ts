import { backupFaultOf, backupName, describeBackupFault, missingRoom } from '@app/domain/backups';
import type { Context } from '../context.ts';
import type { Disk } from '../ports/disk.ts';
import type { Ports } from '../ports/index.ts';

/** Stored data are to be brought from one form into another. */
export interface UpgradeStep {
  readonly from: number;
  readonly to: number;
}

interface UpgradePorts extends Pick<Ports, 'backups' | 'log' | 'now'> {
  readonly disk: Pick<Disk, 'freeBytes' | 'usedBytes'>;
}

/**
 * Makes sure that nothing can be lost before stored data are brought into a newer form: there is room for it, and a backup was made.
 * Returns why it must not be begun, in words for people; null when it may.
 */
export async function secureUpgrade(
  { ports, signal }: Context<UpgradePorts>,
  step: UpgradeStep,
): Promise<string | null> {
  const { disk, backups, log, now } = ports;
  const what = `The stored data are to be brought from format ${step.from} into format ${step.to}`;
  const [free, used] = await Promise.all([disk.freeBytes(), disk.usedBytes()]);
  const room = missingRoom(free, used);
  if (room) {
    return `${what}, which needs ${room.neededMb} MB on the disk of the document store, and ${room.freeMb} MB are free. Make room there, and start again. Nothing was changed.`;
  }
  if (backups.setup.places.length === 0) {
    log.warn(step, 'stored data are brought into a newer form without a backup: backups are off');
    return null;
  }
  const file = backupName(now());
  const made = await backups.make(file, signal).catch((error: unknown) => {
    signal.throwIfAborted();
    return { fault: backupFaultOf(error), places: [] };
  });
  if (made.places.length === 0) {
    const why = made.fault ? describeBackupFault(made.fault) : '';
    return `${what}, and no backup could be made before: ${why} Mend that, or set BACKUP_DIR=off to go without one, and start again. Nothing was changed.`;
  }
  const { places } = made;
  log.info({ ...step, file, places }, 'a backup was made before stored data get a newer form');
  return null;
}
