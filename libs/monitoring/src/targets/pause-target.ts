import { pausedTarget, resumedTarget, type Target, urgentOf } from '@app/domain';
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
  const { record } = await changeTarget(ports, id, pausedTarget);
  await applyOutbox(ports, record);
  return await getTarget(context, id);
}

/** Checks a paused target again, at once. Throws not-found. */
export async function resumeTarget(
  context: Context<ChangePorts & AlertPorts>,
  id: string,
): Promise<Target> {
  const { ports } = context;
  const { record } = await changeTarget(ports, id, resumedTarget);
  await ports.queue.enqueueChecks(urgentOf(record));
  await applyOutbox(ports, record);
  return await getTarget(context, id);
}
