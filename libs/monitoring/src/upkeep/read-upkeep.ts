import { reportUpkeep, type SystemUpkeep } from '@app/domain/backups';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** The work that keeps the installation in order: when it was done, how long that took, what came of it, and when it is due. */
export async function readUpkeep({
  ports,
}: Context<Pick<Ports, 'upkeep' | 'backups' | 'settings' | 'now'>>): Promise<SystemUpkeep> {
  const [records, { retention }] = await Promise.all([ports.upkeep.list(), ports.settings.get()]);
  const setup = {
    hasBackups: ports.backups.setup.places.length > 0,
    hasArchive: retention.archive,
  };
  return reportUpkeep(records, setup, ports.now());
}
