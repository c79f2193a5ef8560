import { type ChannelRecord, type DeliveryRecord, laneOf, newDeliveries } from '@app/domain';
import { firstWorking, isOver } from '@app/domain/lanes';
import { dueAtOf } from '../silence/quiet-hours.ts';
import type { LanePorts } from './lane-ports.ts';

export type FallbackPorts = Pick<
  LanePorts,
  'deliveries' | 'channels' | 'lanes' | 'alerts' | 'queue' | 'now' | 'newId'
>;

/**
 * Hands messages that a channel cannot be told to the channel that takes over from it, each once: beginnings of alerts
 * that last, and ends of those whose beginning this channel was told, or may have taken by what is given here. Safe to repeat.
 * False where no channel takes over.
 */
export async function handToFallback(
  ports: FallbackPorts,
  channelId: string,
  deliveries: readonly DeliveryRecord[],
): Promise<boolean> {
  const fallback = await takesOver(ports, channelId);
  if (!fallback) return false;
  const chosen = deliveries.filter(({ event }) => event !== 'reminder');
  if (chosen.length === 0) return true;
  const ids = [...new Set(chosen.map(({ alertId }) => alertId))];
  const alerts = new Map((await ports.alerts.getMany(ids)).map((alert) => [alert.id, alert]));
  const told = await toldHere(ports, channelId, deliveries);
  const now = ports.now();
  const handed: DeliveryRecord[] = [];
  for (const { alertId, event } of chosen) {
    const alert = alerts.get(alertId);
    if (!alert) continue;
    const isWorthIt = event === 'opened' ? !isOver(alert) : told.has(alertId);
    if (!isWorthIt) continue;
    const announcement = { key: event, event };
    // Whoever stands in sleeps, too.
    const dueAt = await dueAtOf(announcement, { alert, quietHours: fallback.quietHours, now });
    const plan = { alert, announcement, receiver: fallback, fallbackOf: channelId, now, dueAt };
    handed.push(...newDeliveries(ports, plan));
  }
  if (handed.length === 0) return true;
  await ports.deliveries.insert(handed);
  await ports.queue.enqueueLanes([laneOf(fallback.id)], null);
  return true;
}

async function takesOver(ports: FallbackPorts, channelId: string): Promise<ChannelRecord | null> {
  const channels = await ports.channels.list();
  const channel = channels.find(({ id }) => id === channelId);
  const first = channel?.fallbackChannelId ?? null;
  const fallback = firstWorking(
    channels,
    channel ? first : await successorOf(ports, channelId, new Set(channels.map(({ id }) => id))),
  );
  return fallback?.id === channelId ? null : fallback;
}

/** Who has taken the place of a channel that was removed, also where that one was removed later. */
async function successorOf(
  { lanes }: Pick<FallbackPorts, 'lanes'>,
  removedId: string,
  present: ReadonlySet<string>,
): Promise<string | null> {
  const seen = new Set<string>();
  for (let id: string | null = removedId; id !== null && !seen.has(id);) {
    if (present.has(id)) return id;
    seen.add(id);
    id = (await lanes.get(id))?.successorId ?? null;
  }
  return null;
}

/** Alerts whose beginning a channel was told, or may have been. */
async function toldHere(
  ports: FallbackPorts,
  channelId: string,
  deliveries: readonly DeliveryRecord[],
): Promise<ReadonlySet<string>> {
  const alertIds = [...new Set(deliveries.map(({ alertId }) => alertId))];
  const known = await ports.deliveries.ofAlerts(alertIds, channelId);
  return new Set(
    [...known, ...deliveries].flatMap(({ alertId, event, state, mayBeTaken }) =>
      event !== 'resolved' && (state === 'sent' || mayBeTaken) ? [alertId] : [],
    ),
  );
}
