import type { ChannelRecord, DeliveryRecord } from '@app/domain';
import { isOver, type StoredPlan } from '@app/domain/lanes';
import { handToFallback } from './hand-to-fallback.ts';
import type { HeldLane } from './held-lane.ts';
import type { LanePorts } from './lane-ports.ts';

const BATCH = 500;

/**
 * Hands everything that waits for a channel which is turned off or gone to the channel that takes over, and drops it. Where
 * none does, whoever else is to hear of it is asked for anew, but for an outage that another one has followed.
 *
 * @param options.channel null when it was removed
 * @param options.underWay plans whose messages are under way: what comes of those is yet to be written down
 */
export async function passOn(
  ports: LanePorts,
  held: HeldLane,
  { channel, underWay }: { channel: ChannelRecord | null; underWay: readonly StoredPlan[] },
): Promise<void> {
  const because = channel ? 'channel-off' : 'channel-gone';
  const left = new Set(underWay.flatMap(({ deliveryIds }) => deliveryIds));
  const quiet = { failingSince: null, failures: 0, pausedUntil: null };
  held.state = { ...held.state, ...quiet, plans: [...underWay] };
  for (;;) {
    const pending = await ports.deliveries.pendingOnLane(held.id, BATCH + left.size);
    const waiting = pending.filter(({ id }) => !left.has(id));
    if (waiting.length === 0) return;
    if (!(await handToFallback(ports, held.id, waiting))) await planAnew(ports, waiting);
    const ids = waiting.map(({ id }) => id);
    if ((await ports.deliveries.drop(ids, because)) === 0) return;
    const alertIds = [...new Set(waiting.map(({ alertId }) => alertId))];
    await ports.changes.publish(alertIds.map((id) => ({ type: 'alert', id })));
    await held.keep([]);
    if (held.isLost) return;
  }
}

/** Has the alerts of some messages tell once more what these say: to others, if nobody else was told. */
async function planAnew(
  { alerts, now }: Pick<LanePorts, 'alerts' | 'now'>,
  deliveries: readonly DeliveryRecord[],
): Promise<void> {
  const told = new Map(
    deliveries.flatMap(({ alertId, event }) =>
      event === 'reminder' ? [] : [[`${alertId} ${event}`, { alertId, event }]],
    ),
  );
  const found = await alerts.getMany([...new Set(deliveries.map(({ alertId }) => alertId))]);
  const byId = new Map(found.map((alert) => [alert.id, alert]));
  for (const { alertId, event } of told.values()) {
    const alert = byId.get(alertId);
    // Of what is over its end is told to whoever is to hear of it, or nothing.
    if (!alert || (event === 'opened' && isOver(alert))) continue;
    // Word of the next outage has gone out by now: the end of this one would be taken for its end.
    const latest = await alerts.latest(alert.subject, alert.kind);
    if (latest && latest.id !== alertId) continue;
    await alerts.announce(alertId, { key: event, event, at: now() });
  }
}
