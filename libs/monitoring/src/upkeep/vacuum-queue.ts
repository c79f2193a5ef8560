import { AppError } from '@app/domain';
import { nextTimeOfDay, type UpkeepRun } from '@app/domain/backups';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { doUpkeep, type UpkeepPorts } from './do-upkeep.ts';

/** How old a day is when the tables of the queue are vacuumed, in minutes. */
const VACUUM_MINUTE = 90;

/** Vacuums the tables of the queue, once a night. Returns what came of it; null when it was not our turn. */
export const vacuumQueue = async (
  context: Context<UpkeepPorts & { queue: Pick<Ports['queue'], 'vacuum'> }>,
): Promise<UpkeepRun | null> =>
  await doUpkeep(context, {
    name: 'vacuum',
    firstDueAt: (now, timeZone) => nextTimeOfDay(now, VACUUM_MINUTE, timeZone),
    run: async () => {
      if (await context.ports.queue.vacuum()) return { fault: null };
      throw new AppError('precondition', 'PostgreSQL did not answer, or refused.');
    },
    nextDueAt: ({ endedAt }, timeZone) => nextTimeOfDay(endedAt, VACUUM_MINUTE, timeZone),
  });
