import {
  effectiveState,
  entriesOfEffects,
  leaveEntries,
  resumedWatches,
  stateChange,
  statusRules,
  STOPPED_SCHEDULE,
  stoppedWatches,
  type Target,
  transition,
  urgentOf,
  watchEntries,
  firstSchedule,
} from '@app/domain';
import type { Context } from '../context.ts';
import type { AlertPorts } from '../outbox/apply-alert-entry.ts';
import { applyOutbox } from '../outbox/apply-outbox.ts';
import { changeTarget, type ChangePorts } from './change-target.ts';
import { getTarget } from './read-targets.ts';

/** Stops checking a target and resolves its open alerts as `paused`. Throws not-found. */
export async function pauseTarget(
  context: Context<ChangePorts & AlertPorts>,
  id: string,
): Promise<Target> {
  const { ports } = context;
  const { record } = await changeTarget(ports, id, (current) => {
    if (current.state.status === 'paused') return null;
    const now = ports.now();
    const moved = transition(
      effectiveState(current, now),
      { type: 'pause', at: now },
      statusRules(ports, current),
    );
    const cause = { resolution: 'paused', at: now } as const;
    const watches = stoppedWatches(current, { newId: ports.newId, ...cause });
    return {
      ...stateChange(moved),
      ...(current.blind ? { blind: null } : {}),
      pausedAt: now,
      schedule: STOPPED_SCHEDULE,
      ...watches.state,
      intents: [
        ...entriesOfEffects(ports, moved.effects, { at: now, cause: { is: 'failed-check' } }),
        ...watches.effects,
        ...leaveEntries(ports, current.domain, cause),
      ],
    };
  });
  await applyOutbox(ports, record);
  return await getTarget(context, id);
}

/** Checks a paused target again, at once. Throws not-found. */
export async function resumeTarget(
  context: Context<ChangePorts & AlertPorts>,
  id: string,
): Promise<Target> {
  const { ports } = context;
  const { record } = await changeTarget(ports, id, (current) => {
    if (current.state.status !== 'paused') return null;
    const now = ports.now();
    const { pausedAt } = current;
    const { state } = transition(
      current.state,
      { type: 'resume', at: now },
      statusRules(ports, current),
    );
    return {
      state,
      pausedAt: null,
      ...(pausedAt && pausedAt < now ? { pause: { from: pausedAt, to: now } } : {}),
      schedule: firstSchedule(current, now),
      ...resumedWatches(current, now),
      intents: watchEntries(ports, current.domain),
    };
  });
  await ports.queue.enqueueChecks(urgentOf(record));
  await applyOutbox(ports, record);
  return await getTarget(context, id);
}
