import { AppError } from '@app/domain';
import {
  isUnderWay,
  reportBackups,
  type SystemBackups,
  type UpkeepName,
} from '@app/domain/backups';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

type ReadPorts = Pick<Ports, 'upkeep' | 'backups' | 'now'>;

/** How safe the data are: backups, and whether they can be restored. */
export const readBackups = async ({ ports }: Context<ReadPorts>): Promise<SystemBackups> =>
  reportBackups(await ports.upkeep.list(), ports.backups.setup, ports.now());

/** How long somebody who asks for a backup waits for its end, and how often it is looked at. */
const WAIT_MS = 15_000;
const LOOK_MS = 250;

/**
 * Has a worker make a backup, or rehearse a restore, at once. Waits a while for its end; what comes back says whether it
 * still runs. Throws precondition where backups are turned off.
 */
export async function requestUpkeep(
  context: Context<ReadPorts>,
  name: UpkeepName,
  waitMs = WAIT_MS,
): Promise<SystemBackups> {
  const { ports, signal } = context;
  const { upkeep, backups, now } = ports;
  if (backups.setup.places.length === 0) {
    throw new AppError(
      'precondition',
      'Backups are turned off here. Set BACKUP_DIR or BACKUP_S3_ENDPOINT, and restart.',
    );
  }
  const askedAt = now();
  await upkeep.request(name, askedAt);
  const until = performance.now() + waitMs;
  while (!signal.aborted && performance.now() < until) {
    const record = (await upkeep.list()).find((one) => one.name === name);
    const hasEnded = record?.last && record.last.endedAt >= askedAt;
    if (hasEnded && !isUnderWay(record, now())) break;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return await readBackups(context);
}
