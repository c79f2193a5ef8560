import { nextTimeOfDay, type UpkeepRun } from '@app/domain/backups';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { doUpkeep, type UpkeepPorts } from './do-upkeep.ts';

/** How old a day is when indexes are checked, in minutes. */
const CHECK_MINUTE = 270;

/** Looks whether the document store has all indexes, once a night, and makes those that are missing. Null: not our turn. */
export const checkIndexes = async (
  context: Context<UpkeepPorts & Pick<Ports, 'indexes'>>,
): Promise<UpkeepRun | null> =>
  await doUpkeep(context, {
    name: 'index-check',
    firstDueAt: (now, timeZone) => nextTimeOfDay(now, CHECK_MINUTE, timeZone),
    run: async () => {
      const indexes = await context.ports.indexes.ensure();
      if (indexes.made.length > 0) {
        context.ports.log.warn({ indexes: indexes.made }, 'indexes were missing and made again');
      }
      return { fault: null, indexes };
    },
    nextDueAt: ({ endedAt }, timeZone) => nextTimeOfDay(endedAt, CHECK_MINUTE, timeZone),
  });
