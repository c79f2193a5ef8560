import {
  type AlertRecord,
  checkedSoon,
  targetSubject,
  type TargetRecord,
  urgentOf,
} from '@app/domain';
import { wantsVerdict } from '@app/domain/alerting';
import type { Ports } from '../ports/index.ts';
import { alertOfOutage } from './outages.ts';

export type ParentPorts = Pick<Ports, 'targets' | 'alerts' | 'queue' | 'now'>;

/** Names of targets behind a parent that its alert carries, at most. */
const MAX_BEHIND = 100;

/**
 * What follows for the parent of a target whose alert is held back because of it: a parent that nobody has looked at since is
 * checked at once, and the alert of one that is down names the child.
 */
export async function lookAtParent(
  ports: ParentPorts,
  child: Pick<AlertRecord, 'targetId' | 'targetName' | 'since'>,
  parent: TargetRecord | null,
): Promise<void> {
  if (!parent || child.targetId === null) return;
  const now = ports.now();
  if (wantsVerdict(child, parent)) {
    const { schedule } = checkedSoon(parent, now);
    // Who changes it meanwhile has it checked, too.
    if (schedule && (await ports.targets.change(parent.id, parent.version, { schedule }))) {
      await ports.queue.enqueueChecks(urgentOf({ ...parent, schedule }));
    }
    return;
  }
  const outageId = parent.state.outage?.alertId;
  const alert = outageId && (await alertOfOutage(ports, targetSubject(parent.id), outageId));
  if (!alert) return;
  await ports.alerts.nameBehind(
    alert.id,
    { id: child.targetId, name: child.targetName },
    MAX_BEHIND,
  );
}
