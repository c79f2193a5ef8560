import type { AlertRecord, DeliveryRecord, MessageTarget } from '@app/domain';
import type { LaneWork } from '@app/domain/lanes';
import type { LanePorts } from './lane-ports.ts';

/** Deliveries that are looked at together; a storm of thousands is taken in so many steps. */
const BATCH = 500;

export type PendingWork = Pick<LaneWork, 'due' | 'isMoreDue' | 'ofAlerts' | 'alerts'> & {
  targets: ReadonlyMap<string, MessageTarget>;
};

/** Reads what is due on a lane, with what has to be known to tell it. */
export async function readDue(
  ports: Pick<LanePorts, 'deliveries' | 'alerts' | 'targets' | 'now'>,
  channelId: string | null,
): Promise<PendingWork> {
  const due = await ports.deliveries.dueOnLane(channelId, ports.now(), BATCH);
  const isMoreDue = due.length >= BATCH;
  if (due.length === 0) {
    return { due, isMoreDue, ofAlerts: [], alerts: new Map(), targets: new Map() };
  }
  const alertIds = [...new Set(due.map(({ alertId }) => alertId))];
  const [ofAlerts, about] = await Promise.all([
    ports.deliveries.ofAlerts(alertIds, channelId),
    readAlerts(ports, due),
  ]);
  return { due, isMoreDue, ofAlerts, ...about };
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
  const alerts = await namingWatched(ports, await ports.alerts.getMany(ids));
  const targetIds = [...new Set(alerts.flatMap(({ targetId }) => targetId ?? []))];
  const targets = await ports.targets.named(targetIds);
  return {
    alerts: new Map(alerts.map((alert) => [alert.id, alert])),
    targets: new Map(targets.map((target) => [target.id, target])),
  };
}

/** An alert of a domain names the target that was on it longest as it opened; that one may be paused or gone by now. */
async function namingWatched(
  { targets }: Pick<LanePorts, 'targets'>,
  alerts: readonly AlertRecord[],
): Promise<AlertRecord[]> {
  const domains = alerts.flatMap(({ domain, targetId }) =>
    targetId === null ? [] : (domain ?? []),
  );
  if (domains.length === 0) return [...alerts];
  const watched = await targets.onDomains([...new Set(domains)]);
  return alerts.map((alert) => {
    const on = alert.domain === null ? [] : (watched.get(alert.domain) ?? []);
    const [first] = on;
    const isNamed = !first || alert.targetId === null || on.some(({ id }) => id === alert.targetId);
    return isNamed ? alert : { ...alert, targetId: first.id };
  });
}
