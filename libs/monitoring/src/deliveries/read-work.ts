import type { AlertRecord, DeliveryRecord, MessageTarget } from '@app/domain';
import { type LaneLimits, type LaneWork, matterOf } from '@app/domain/lanes';
import type { LanePorts } from './lane-ports.ts';

/** Deliveries that are looked at together, at most; a storm of thousands is taken in so many steps. */
const BATCH = 500;
/** Fewer would hide what alerts have in common. */
const SMALLEST_BATCH = 100;
/** Messages that what is looked at fills: more would be read again and again where one is sent each second. */
const MESSAGES_AHEAD = 2;

export type PendingWork = Pick<
  LaneWork,
  'due' | 'waiting' | 'isMoreDue' | 'ofAlerts' | 'alerts'
> & {
  targets: ReadonlyMap<string, MessageTarget>;
};

/** Reads what is due in the app, with what has to be known to write it down. */
export async function readDueInApp(
  ports: Pick<LanePorts, 'deliveries' | 'alerts' | 'targets' | 'now'>,
): Promise<Omit<PendingWork, 'waiting' | 'isMoreDue' | 'ofAlerts'>> {
  const due = await ports.deliveries.dueOnLane(null, ports.now(), BATCH);
  return { due, ...(await readAlerts(ports, due)) };
}

/**
 * Reads what is due on the lane of a channel, with what has to be known to tell it.
 *
 * @param options.hasFailed whether the channel was away: what was tried meanwhile is due later than what came after it
 */
export async function readDue(
  ports: Pick<LanePorts, 'deliveries' | 'alerts' | 'targets' | 'now'>,
  channelId: string,
  { digestItems, hasFailed }: Pick<LaneLimits, 'digestItems'> & { hasFailed: boolean },
): Promise<PendingWork> {
  const limit = Math.min(BATCH, Math.max(SMALLEST_BATCH, MESSAGES_AHEAD * digestItems));
  const first = await ports.deliveries.dueOnLane(channelId, ports.now(), limit);
  const isMoreDue = first.length >= limit;
  const isMixed = hasFailed || first.some(({ attempts }) => attempts.length > 0);
  const older = isMoreDue && isMixed ? await olderDue(ports, channelId, first) : [];
  const due = [...first, ...older];
  const alertIds = [...new Set(due.map(({ alertId }) => alertId))];
  const [ofAlerts, about] = await Promise.all([
    alertIds.length > 0 ? ports.deliveries.ofAlerts(alertIds, channelId) : [],
    readAlerts(ports, due),
  ]);
  const before = await readWaiting(ports, channelId, about.alerts);
  return {
    ...{ due, isMoreDue, waiting: before.waiting },
    ofAlerts: [...ofAlerts, ...before.ofAlerts],
    alerts: new Map([...about.alerts, ...before.alerts]),
    targets: new Map([...about.targets, ...before.targets]),
  };
}

/** Deliveries whose time has not come that are looked through for those which are about the same as something due. */
const MOST_WAITING = 500;

type Waiting = Pick<PendingWork, 'ofAlerts' | 'alerts' | 'targets'> & { waiting: DeliveryRecord[] };

/** What waits for its time and is about the same as alerts of which something is due: it may have to be told first. */
async function readWaiting(
  ports: Pick<LanePorts, 'deliveries' | 'alerts' | 'targets' | 'now'>,
  channelId: string,
  alerts: ReadonlyMap<string, AlertRecord>,
): Promise<Waiting> {
  const none: Waiting = { waiting: [], ofAlerts: [], alerts: new Map(), targets: new Map() };
  if (alerts.size === 0) return none;
  const later = await ports.deliveries.laterOnLane(channelId, ports.now(), MOST_WAITING);
  const others = later.filter(({ alertId }) => !alerts.has(alertId));
  if (others.length === 0) return none;
  const about = await readAlerts(ports, others);
  const isDue = new Set([...alerts.values()].map((alert) => matterOf(alert, undefined)));
  const ids = new Set(
    [...about.alerts.values()].flatMap((alert) =>
      isDue.has(matterOf(alert, undefined)) ? [alert.id] : [],
    ),
  );
  if (ids.size === 0) return none;
  return {
    ...about,
    waiting: others.filter(({ alertId }) => ids.has(alertId)),
    ofAlerts: await ports.deliveries.ofAlerts([...ids], channelId),
  };
}

/** Alerts that are looked through for those which came before, the newest of what they are about. */
const MOST_BEFORE = 1_000;

/** What is due of alerts about the same, and was left out: word of the later outage would overtake it. */
async function olderDue(
  ports: Pick<LanePorts, 'deliveries' | 'alerts' | 'now'>,
  channelId: string,
  due: readonly DeliveryRecord[],
): Promise<DeliveryRecord[]> {
  const ids = [...new Set(due.map(({ alertId }) => alertId))];
  const alerts = await ports.alerts.getMany(ids);
  const subjects = [...new Set(alerts.map(({ subject }) => subject))];
  if (subjects.length === 0) return [];
  const { items } = await ports.alerts.list({ subjects, limit: MOST_BEFORE });
  const known = new Set(ids);
  const others = items.flatMap(({ id }) => (known.has(id) ? [] : [id]));
  if (others.length === 0) return [];
  const now = ports.now();
  return (await ports.deliveries.ofAlerts(others, channelId)).filter(
    ({ state, nextAttemptAt }) =>
      state === 'pending' && nextAttemptAt !== null && nextAttemptAt <= now,
  );
}

/** Reads the alerts of deliveries and the targets that they name. */
export async function readAlerts(
  ports: Pick<LanePorts, 'alerts' | 'targets'>,
  deliveries: readonly DeliveryRecord[],
): Promise<{
  alerts: ReadonlyMap<string, AlertRecord>;
  targets: ReadonlyMap<string, MessageTarget>;
}> {
  if (deliveries.length === 0) return { alerts: new Map(), targets: new Map() };
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
