import {
  endEntries,
  leaveEntries,
  openAlertIds,
  STOPPED_SCHEDULE,
  stoppedWatches,
  type Target,
} from '@app/domain';
import type { Context } from '../context.ts';
import type { AlertPorts } from '../outbox/apply-alert-entry.ts';
import { applyOutbox } from '../outbox/apply-outbox.ts';
import { changeTarget, type ChangePorts } from './change-target.ts';

/**
 * Removes a target with its results; its alerts stay as history, open ones resolved as `deleted`.
 * Answers the target as it was. Throws not-found.
 */
export async function removeTarget(
  { ports }: Context<ChangePorts & AlertPorts>,
  id: string,
): Promise<Target> {
  const { target, record } = await changeTarget(ports, id, (current) => {
    const now = ports.now();
    const cause = { resolution: 'deleted', at: now } as const;
    const watches = stoppedWatches(current, { newId: ports.newId, ...cause });
    return {
      removedAt: now,
      schedule: STOPPED_SCHEDULE,
      ...watches.state,
      intents: [
        ...endEntries(ports, openAlertIds(current.state), cause),
        ...watches.effects,
        ...leaveEntries(ports, current.domain, cause),
        { id: ports.newId(), type: 'erase' },
      ],
    };
  });
  await applyOutbox(ports, record);
  return target;
}
