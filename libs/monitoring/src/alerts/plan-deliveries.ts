import type { AlertRecord, ChannelRecord, DeliveryRecord, PendingNotification } from '@app/domain';
import type { Ports } from '../ports/index.ts';
import { audienceOf, type AudiencePorts } from './audience.ts';

export type AnnouncePorts = AudiencePorts &
  Pick<Ports, 'alerts' | 'deliveries' | 'queue' | 'newId'>;

type Receiver = Pick<ChannelRecord, 'id' | 'kind' | 'name'>;

/**
 * Turns what an alert has to planDeliveries into one delivery per channel and rings for them. Safe to repeat: a
 * delivery is named by alert, channel and announcement.
 */
export async function planDeliveries(ports: AnnouncePorts, alert: AlertRecord): Promise<void> {
  for (const announcement of alert.announcements) {
    const receivers =
      announcement.event === 'opened'
        ? await audienceOf(ports, alert)
        : await toldReceivers(ports, alert.id);
    const now = ports.now();
    const ids = await ports.deliveries.insert([
      newDelivery(ports, { alert, announcement, receiver: null, now }),
      ...receivers.map((receiver) => newDelivery(ports, { alert, announcement, receiver, now })),
    ]);
    await ports.alerts.dropAnnouncement(alert.id, announcement.key);
    await ports.queue.enqueueDeliveries(ids, null);
  }
}

/** Whoever was told that the alert opened is told what becomes of it, whatever has been changed since. */
async function toldReceivers(ports: AnnouncePorts, alertId: string): Promise<Receiver[]> {
  const deliveries = await ports.deliveries.ofAlert(alertId);
  return deliveries.flatMap(({ event, channelId, channelKind, channelName }) =>
    event === 'opened' && channelId !== null && channelKind !== 'in-app'
      ? [{ id: channelId, kind: channelKind, name: channelName }]
      : [],
  );
}

/** A delivery that is due at once; `receiver` null stands for in-app. */
export function newDelivery(
  ports: Pick<Ports, 'newId'>,
  plan: {
    alert: Pick<AlertRecord, 'id'>;
    announcement: Pick<PendingNotification, 'key' | 'event'>;
    receiver: Receiver | null;
    now: Date;
  },
): DeliveryRecord {
  const { alert, announcement, receiver, now } = plan;
  return {
    id: ports.newId(),
    alertId: alert.id,
    channelId: receiver?.id ?? null,
    channelKind: receiver?.kind ?? 'in-app',
    channelName: receiver?.name ?? 'In-app',
    event: announcement.event,
    state: 'pending',
    attempts: [],
    nextAttemptAt: now,
    createdAt: now,
    updatedAt: now,
    idempotencyKey: `${alert.id}:${receiver?.id ?? 'in-app'}:${announcement.key}`,
  };
}
