import type { AlertRecord, ChannelRecord, DeliveryRecord, PendingNotification } from '@app/domain';
import { hoursOf, waitsForMorning } from '@app/domain/alerting';
import { FALLBACK_AFTER_MS, isHeldBack, notificationKeyOf } from '@app/domain/lanes';
import type { Ports } from '../ports/index.ts';
import { stretchAt } from './active-windows.ts';

interface Held {
  alert: Pick<AlertRecord, 'severity'>;
  quietHours: ChannelRecord['quietHours'];
  now: Date;
}

/** When a message may be handed over: at once, or when the quiet hours of its channel are over. */
export async function dueAtOf(
  { event, key }: Pick<PendingNotification, 'event' | 'key'>,
  { alert, quietHours, now }: Held,
): Promise<Date> {
  const { severity } = alert;
  if (!quietHours || !waitsForMorning(quietHours, { event, key, severity })) return now;
  return (await stretchAt(hoursOf(quietHours), now))?.to ?? now;
}

/**
 * Dates messages anew that wait for quiet hours to end: these were changed, or their alert has become graver. Safe to repeat.
 * Answers how many are due at another time.
 */
export async function dateHeldAnew(
  { deliveries, now: clock }: Pick<Ports, 'deliveries' | 'now'>,
  waiting: readonly DeliveryRecord[],
  {
    alerts,
    channels,
  }: { alerts: ReadonlyMap<string, AlertRecord>; channels: readonly ChannelRecord[] },
): Promise<number> {
  const now = clock();
  let dated = 0;
  for (const delivery of waiting) {
    const { id, alertId, channelId, event, nextAttemptAt, fallbackAt } = delivery;
    const alert = alerts.get(alertId);
    if (!alert || !isHeldBack(delivery, now)) continue;
    const quietHours = channels.find((one) => one.id === channelId)?.quietHours;
    const key = notificationKeyOf(delivery);
    const dueAt = await dueAtOf({ event, key }, { alert, quietHours, now });
    if (dueAt.getTime() === nextAttemptAt?.getTime()) continue;
    const takesOverAt = fallbackAt && new Date(dueAt.getTime() + FALLBACK_AFTER_MS);
    await deliveries.redate(id, dueAt, takesOverAt ?? null);
    dated++;
  }
  return dated;
}

/** Messages that are dated anew together. */
const BATCH = 5_000;

/** Dates anew what waits for the quiet hours of a channel, as they are now. Safe to repeat. */
export async function applyQuietHours(
  ports: Pick<Ports, 'deliveries' | 'alerts' | 'now'>,
  channel: ChannelRecord,
): Promise<void> {
  const pending = await ports.deliveries.pendingOnLane(channel.id, BATCH);
  const waiting = pending.filter((delivery) => isHeldBack(delivery, ports.now()));
  if (waiting.length === 0) return;
  const found = await ports.alerts.getMany([...new Set(waiting.map(({ alertId }) => alertId))]);
  const alerts = new Map(found.map((alert) => [alert.id, alert]));
  await dateHeldAnew(ports, waiting, { alerts, channels: [channel] });
}
