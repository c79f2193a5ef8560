import { endEntries, leftEntry } from '../outbox/end-entries.ts';
import { leaveEntries } from '../registration/target-entries.ts';
import type { TargetChange } from './change.ts';
import type { Deciding } from './deciding.ts';
import type { TargetRecord } from './record.ts';
import { STOPPED_SCHEDULE } from './schedule-after.ts';
import { openAlertIds } from './status/slowness.ts';
import { stoppedWatches } from './watches.ts';

/** What becomes of a target that is removed: it is hidden, its alerts end, and all that is stored about it has to go. */
export function removedTarget({ newId, now }: Deciding, target: TargetRecord): TargetChange {
  const cause = { resolution: 'deleted', at: now } as const;
  const watches = stoppedWatches(target, { newId, ...cause });
  return {
    removedAt: now,
    schedule: STOPPED_SCHEDULE,
    ...watches.state,
    intents: [
      ...endEntries({ newId }, openAlertIds(target.state), cause),
      leftEntry({ newId }, cause),
      ...watches.effects,
      ...leaveEntries({ newId }, target.domain, cause),
      { id: newId(), type: 'erase' },
    ],
  };
}
