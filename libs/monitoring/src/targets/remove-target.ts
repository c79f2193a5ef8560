import { removedTarget, type Target } from '@app/domain';
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
  const { target, record } = await changeTarget(ports, id, removedTarget);
  await applyOutbox(ports, record);
  return target;
}
