import type { AlertRecord, DeliveryRecord, MessageTarget } from '@app/domain';
import type { LaneWork } from '@app/domain/lanes';
import type { LanePorts } from './lane-ports.ts';

/** Deliveries that are looked at together; a storm of thousands is taken in so many steps. */
const BATCH = 500;

export type PendingWork = Pick<LaneWork, 'due' | 'ofAlerts' | 'alerts'> & {
  targets: ReadonlyMap<string, MessageTarget>;
};

/** Reads what is due on a lane, with what has to be known to tell it. */
export async function readDue(
  ports: Pick<LanePorts, 'deliveries' | 'alerts' | 'targets' | 'now'>,
  channelId: string | null,
): Promise<PendingWork> {
  const due = await ports.deliveries.dueOnLane(channelId, ports.now(), BATCH);
  if (due.length === 0) return { due, ofAlerts: [], alerts: new Map(), targets: new Map() };
  const alertIds = [...new Set(due.map(({ alertId }) => alertId))];
  const [ofAlerts, about] = await Promise.all([
    ports.deliveries.ofAlerts(alertIds, channelId),
    readAlerts(ports, due),
  ]);
  return { due, ofAlerts, ...about };
}

/** Reads the alerts of deliveries and the targets that they name. */
export async function readAlerts(
  ports: Pick<LanePorts, 'alerts' | 'targets'>,
  deliveries: readonly DeliveryRecord[],
): Promise<{
  alerts: ReadonlyMap<string, AlertRecord>;
  targets: ReadonlyMap<string, MessageTarget>;
}> {
  const ids = [...new Set(deliveries.map(({ alertId }) => alertId))];
  const alerts = await ports.alerts.getMany(ids);
  const targetIds = [...new Set(alerts.flatMap(({ targetId }) => targetId ?? []))];
  const targets = await ports.targets.named(targetIds);
  return {
    alerts: new Map(alerts.map((alert) => [alert.id, alert])),
    targets: new Map(targets.map((target) => [target.id, target])),
  };
}
